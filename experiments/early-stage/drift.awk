# SPDX-License-Identifier: MIT
# The last row, with the loss of the first.
!started { print header, "before"; before = get("loss"); started = 1 }
{ row = $0 }
END { print row, before }
