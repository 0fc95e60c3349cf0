# SPDX-License-Identifier: MIT
# Splits curves into TMP-train.csv, TMP-validation.csv (43) and TMP-test.csv (43), in the order of other numbers:
# awk -F, -v modes=16 -v train=129 -v tmp=TMP -f spectra.awk ORDER CURVES
# Columns 2, 3, ... of the curves are cosine coefficients k = 1, 2, ...; times k^2 they are those of the second
# derivative. They and the labels are centred and scaled by the mean and the total variance of the training part.
FNR == 1 { file++; header = 0 }
/^#/ { next }
!header { header = 1; next }
file == 1 { key[++keys] = $1; next }

{
    count++
    for (k = 1; k <= modes; k++)
        x[count, k] = $(k + 1) * k * k
    y[count] = $NF
}

END {
    for (i = 1; i <= count; i++) {
        place[i] = i
        for (j = i - 1; j >= 1 && key[place[j]] > key[i]; j--)
            place[j + 1] = place[j]
        place[j + 1] = i
    }
    for (k = 0; k <= modes; k++) {
        sum = square = 0
        for (i = 1; i <= train; i++) {
            value = k ? x[place[i], k] : y[place[i]]
            sum += value
            square += value * value
        }
        mean[k] = sum / train
        variance = square / train - mean[k] ^ 2
        if (k)
            total += variance
        else
            scale = sqrt(variance)
    }
    for (i = 1; i <= count; i++) {
        part = tmp (i <= train ? "-train.csv" : i <= train + 43 ? "-validation.csv" : "-test.csv")
        if (!(part in started)) {
            started[part] = 1
            for (k = 1; k <= modes; k++)
                printf "x%d,", k > part
            print "y" > part
        }
        for (k = 1; k <= modes; k++)
            printf "%.17g,", (x[place[i], k] - mean[k]) / sqrt(total) > part
        printf "%.17g\n", (y[place[i]] - mean[0]) / scale > part
    }
}
