/** Who calls, as the SigV4 header and the configuration tell, and from where. */
export interface Caller {
  accessKeyId: string;
  accountId: string;
  region: string;
  /** The principal as AWS names it in AccessDeniedException. */
  principalArn: string;
  /** Who is behind a session, if its role was assumed with one. */
  sourceIdentity?: string | undefined;
  sourceIPAddress: string;
  userAgent: string;
}
