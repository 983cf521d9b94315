import * as z from 'zod';
import settings from './settings.json';

const Member = z.object({ shape: z.string() });
const Shape = z.object({
  type: z.string(),
  members: z.record(z.string(), Member).optional(),
  required: z.array(z.string()).optional(),
  union: z.boolean().optional(),
  member: Member.optional(),
  key: Member.optional(),
  value: Member.optional(),
  enum: z.array(z.string()).optional(),
  min: z.number().optional(),
  max: z.number().optional(),
  pattern: z.string().optional(),
});
export type Shape = z.infer<typeof Shape>;

const shapes = z.record(z.string(), Shape).parse(settings);

/** What the service model says of a shape. */
export function shapeNamed(name: string): Shape {
  const shape = shapes[name];
  if (!shape) throw new Error(`the service model has no shape ${name}`);
  return shape;
}

/** Every instance type that the model knows for apps. */
export const instanceTypes: readonly string[] = (shapeNamed('AppInstanceType').enum ?? []).filter(
  (name) => name !== 'system',
);
