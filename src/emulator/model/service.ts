/** A shape of a service model, as far as requests are checked and answers are written by it. */
export interface Shape {
  type: string;
  members?: Record<string, Member>;
  required?: string[];
  member?: Member;
  value?: { shape: string };
  key?: { shape: string };
  min?: number;
  max?: number;
  pattern?: string;
  enum?: string[];
  /** Of a structure: exactly one of its members is given. */
  union?: boolean;
  exception?: boolean;
  /** Any value of JSON. */
  document?: boolean;
}

/** Where a member stands in a message that is not one body of JSON, and by which name. */
export interface Member {
  shape: string;
  location?: string;
  locationName?: string;
  /** Where requests of EC2's protocol name it otherwise than answers do. */
  queryName?: string;
}

/** What a service model says of the service itself. */
export interface Metadata {
  apiVersion: string;
  /** Of the protocols of JSON and CBOR: what their requests name the service by. */
  targetPrefix?: string;
  jsonVersion?: string;
  protocols: string[];
  xmlNamespace?: string;
}

export interface OperationShape {
  http: { method: string; requestUri: string; responseCode?: number };
  input?: { shape: string };
  output?: { shape: string; resultWrapper?: string };
}

/** The inputs and outputs of a service's operations, as types generated from its model. */
export type Signatures = Record<string, { input: unknown; output: unknown }>;

/** A service model of AWS, reduced to the operations that are served; `Ops` are the types that are generated from it. */
export class Model<Ops = Signatures> {
  /** What is made from the model once, by the name of a shape. */
  readonly made = new Map<string, unknown>();
  declare readonly signatures: Ops;

  constructor(
    private readonly data: {
      metadata: Metadata;
      operations: Record<string, OperationShape>;
      shapes: Record<string, Shape>;
    },
  ) {}

  get metadata(): Metadata {
    return this.data.metadata;
  }

  get operations(): Record<string, OperationShape> {
    return this.data.operations;
  }

  /** The shape of that name. A model is complete: an unknown name is a bug. */
  shape(name: string): Shape {
    const shape = this.data.shapes[name];
    if (!shape) throw new Error(`the service model has no shape ${name}`);
    return shape;
  }

  /** An operation as the model has it. The model has all that are served: an unknown name is a bug. */
  operation(name: string): OperationShape {
    const operation = Object.hasOwn(this.data.operations, name) ? this.data.operations[name] : undefined;
    if (!operation) throw new Error(`the service model has no operation ${name}`);
    return operation;
  }
}
