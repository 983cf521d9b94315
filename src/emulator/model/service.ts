import model from './sagemaker.json';

/** A shape of the service model, as far as requests are checked against it. */
export interface Shape {
  type: string;
  members?: Record<string, { shape: string }>;
  required?: string[];
  member?: { shape: string };
  value?: { shape: string };
  key?: { shape: string };
  min?: number;
  max?: number;
  pattern?: string;
  enum?: string[];
  /** Of a structure: exactly one of its members is given. */
  union?: boolean;
}

const shapes: Record<string, Shape> = model.shapes;
const inputs: Record<string, { input?: { shape: string } }> = model.operations;

/** The shape of that name. The model is complete: an unknown name is a bug. */
export function shapeNamed(name: string): Shape {
  const shape = shapes[name];
  if (!shape) throw new Error(`the service model has no shape ${name}`);
  return shape;
}

/** The name of an operation's input shape; undefined for an operation without input. */
export const inputShapeOf = (operation: string): string | undefined => inputs[operation]?.input?.shape;
