import * as z from 'zod';

/** A schema for a list of which an item that does not fit costs itself, not the list. */
export const readableItems = <T extends z.ZodType>(item: T) =>
  z.array(z.unknown()).transform((items) =>
    items.flatMap((one): z.infer<T>[] => {
      const parsed = item.safeParse(one);
      return parsed.success ? [parsed.data] : [];
    }),
  );
