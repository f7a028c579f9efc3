import * as z from 'zod/mini';

const pattern = z.string().check(z.minLength(1), z.maxLength(2048));

const silence = z.strictObject({
  id: z.string().check(z.regex(/^[a-z0-9-]{1,64}$/)),
  /** Whom to ask. */
  owner: z.string().check(z.minLength(1), z.maxLength(200)),
  reason: z.string().check(z.minLength(1), z.maxLength(500)),
  /** The last day, or the moment. */
  until: z.string().check(z.regex(/^\d{4}-\d{2}-\d{2}(T\d{2}:\d{2}:\d{2}Z)?$/)),
  /** All that are given must match; `*` stands for any characters. */
  match: z.strictObject({
    caller: z.optional(pattern),
    bucket: z.optional(pattern),
    action: z.optional(pattern),
    policy: z.optional(pattern),
    layer: z.optional(pattern),
  }),
});

/** The file of silences. */
export const silencesSchema = z.array(silence);
export type Silence = z.infer<typeof silence>;
