# SPDX-License-Identifier: MIT
# A table with d, n and m times `factor`.
BEGIN { FS = OFS = "," }
/^#/ { next }
!names++ { for (i = 1; i <= NF; i++) if ($i ~ /^[dnm]$/) grow[i]; print; next }
{ for (i in grow) $i *= factor; print }
