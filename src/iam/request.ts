/** Who asks, as AWS knows them after signing in. */
export interface Principal {
  /**
   * The ARN of a user, a role's session (`arn:aws:sts::…:assumed-role/studio/ana`), a federated user or an account's
   * root; of a service its name (`sagemaker.amazonaws.com`); of somebody without credentials `*`.
   */
  readonly arn: string;
  readonly account: string;
  /** Of a role's session: the role's ARN. Needed where the role has a path, which the session's ARN leaves out. */
  readonly role?: string;
}

/** What a key of the request's context holds: one value, or several where the key has several (`aws:TagKeys`). */
export type ContextValue = string | readonly string[];

/** One question to the policies: may this principal do this to that? */
export interface Request {
  /** `sagemaker:CreateApp`; case does not matter. */
  readonly action: string;
  /** The ARN of what is acted on; `*` for an action without a resource. */
  readonly resource: string;
  /** The account that owns the resource, where its ARN does not say so (buckets). */
  readonly resourceAccount?: string;
  readonly principal: Principal;
  /** The condition keys that AWS gives for this request. Case does not matter in their names. */
  readonly context: Readonly<Record<string, ContextValue>>;
}
