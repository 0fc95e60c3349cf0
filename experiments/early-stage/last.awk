# SPDX-License-Identifier: MIT
# The names, and the rows of the last step.
!started { print header; started = 1 }
{ if (get("step") != step) rows = ""; step = get("step"); rows = rows $0 "\n" }
END { printf "%s", rows }
