# SPDX-License-Identifier: MIT
# Rows whose first step is not 0, or beyond `from`: awk -F, -v from=300 -f started.awk
/^#/ { print; next }
!column { for (i = 1; i <= NF; i++) if ($i == "step") column = i; print; next }
$column > from + 0
