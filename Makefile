# SPDX-License-Identifier: MIT
# Everything is in Makefile.pipeline; see README.md, or `make help`.
include Makefile.pipeline
