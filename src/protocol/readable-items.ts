import * as z from 'zod/mini';

/** A schema for a list of which an item that does not fit costs itself, not the list. */
export const readableItems = <T extends z.core.$ZodType>(item: T) =>
  z.pipe(
    z.array(z.unknown()),
    z.transform((items) =>
      items.flatMap((one): z.infer<T>[] => {
        const parsed = z.safeParse(item, one);
        return parsed.success ? [parsed.data] : [];
      }),
    ),
  );
