# SPDX-License-Identifier: MIT
# Margins of clocks, of full gradient descent, of clocks without false-living neurons, and of clocks that lack the
# 1/n.
file == 1 { clock[get("sample")] = get("margin"); y[get("sample")] = get("y") }
file == 2 { dense[get("sample")] = y[get("sample")] * get("before") }
file == 3 { only[get("sample")] = get("margin") }
file == 4 {
    if (!started) {
        print "objective", "eta", "until", "size", "sample", "dense", "clock", "true_only", "unscaled"
        started = 1
    }
    i = get("sample")
    print get("objective"), get("eta"), get("until"), get("size"), i, dense[i], clock[i], only[i], get("margin")
}
