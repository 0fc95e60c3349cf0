/* SPDX-License-Identifier: MIT */
#include "batch.h"

#include "random.h"

#include <stdlib.h>

/* A fresh permutation by Fisher and Yates; the uniform of each place has its own address. */
static void shuffle(struct batches *b) {
    struct random_stream stream = random_stream(b->seed, "order");
    for (size_t i = 0; i < b->n; i++)
        b->samples[i] = i;
    for (size_t i = b->n; b->order == ORDER_SHUFFLED && i-- > 1;) {
        double u;
        random_uniforms(stream, b->epoch, b->replicate, i, 1, &u);
        size_t j = (size_t)(u * (double)(i + 1)), kept = b->samples[i];
        b->samples[i] = b->samples[j];
        b->samples[j] = kept;
    }
    b->epoch++;
    b->at = 0;
}

enum status batches_open(struct batches *b, enum order order, size_t n, size_t size,
                         uint64_t seed) {
    *b = (struct batches){.order = order, .n = n, .size = size, .seed = seed};
    b->samples = memory_new(order == ORDER_REPLACEMENT ? size : n, sizeof *b->samples);
    if (!b->samples)
        return STATUS_NUMERICAL;
    if (order != ORDER_REPLACEMENT)
        shuffle(b);
    return STATUS_OK;
}

void batches_restart(struct batches *b, uint64_t replicate) {
    b->replicate = replicate;
    b->epoch = b->draws = 0;
    if (b->order != ORDER_REPLACEMENT)
        shuffle(b);
}

void batches_close(struct batches *b) {
    free(b->samples);
    b->samples = NULL;
}

static void draw(struct batches *b) {
    struct random_stream stream = random_stream(b->seed, "order");
    for (size_t i = 0; i < b->size; i++) {
        double u;
        random_uniforms(stream, 0, b->replicate, b->draws++, 1, &u);
        b->samples[i] = (size_t)(u * (double)b->n);
    }
}

void batches_next(struct batches *b, const size_t **samples, size_t *count) {
    if (b->order == ORDER_REPLACEMENT) {
        draw(b);
        *samples = b->samples;
        *count = b->size;
        return;
    }
    if (b->at == b->n)
        shuffle(b);
    *samples = b->samples + b->at;
    *count = b->size < b->n - b->at ? b->size : b->n - b->at;
    b->at += *count;
}
