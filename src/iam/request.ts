/** Who asks, as AWS knows them after signing in. */
export interface Principal {
  /**
   * The ARN of a user, a role's session (`arn:aws:sts::…:assumed-role/studio/ana`), a federated user or an account's
   * root; the name of a service (`sagemaker.amazonaws.com`) or of an identity provider; `*` for somebody without
   * credentials.
   */
  readonly arn: string;
  /** The account that it belongs to; empty for services and for somebody without credentials. */
  readonly account: string;
}

/** What a key of the request's context holds: one value, or a list where the key can have several (`aws:TagKeys`). */
export type ContextValue = string | readonly string[];

/** One question to the policies: may this principal do this to that? */
export interface Request {
  /** `sagemaker:CreateApp`; case does not matter. */
  readonly action: string;
  /** The ARN of what is acted on; `*` for an action without a resource. */
  readonly resource: string;
  /** The account that owns the resource, where its ARN does not say so (buckets). Without it: the principal's. */
  readonly resourceAccount?: string;
  readonly principal: Principal;
  /** The condition keys that AWS gives for this request. Case does not matter in their names. */
  readonly context: Readonly<Record<string, ContextValue>>;
}
