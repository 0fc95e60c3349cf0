# SPDX-License-Identifier: MIT
# For each replicate the samples counted at the first step, and what there is at the last: sums over the classes.
!started { print "replicate", "objective", "m", "d", "size", "n_plus", "n_minus", "kappa", "unlearnt", "silent", "flat", "flat_loss", "total", "learnt"; started = 1 }
{
    r = get("replicate")
    if (!(r in seen)) {
        seen[r] = 1
        order[++count] = r
        first[r] = get("step")
    }
    if (get("step") == first[r]) {
        unlearnt[r] += get("unlearnt")
        silent[r] += get("silent")
    } else {
        flat[r] += get("flat")
        flat_loss[r] += get("flat_loss")
        total[r] = get("total")
    }
    row = get("objective") OFS get("m") OFS get("d") OFS get("size") OFS get("size") / 2 OFS get("size") / 2 OFS get("kappa")
}
END {
    for (i = 1; i <= count; i++) {
        r = order[i]
        print r, row, unlearnt[r], silent[r], flat[r], flat_loss[r], total[r], flat[r] == 0
    }
}
