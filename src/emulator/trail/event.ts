/** A call that was served or refused, as the trail keeps it. */
export interface TrailEvent {
  id: string;
  requestId: string;
  /** Epoch milliseconds. */
  time: number;
  /** `sagemaker.amazonaws.com` */
  source: string;
  name: string;
  apiVersion: string;
  readOnly: boolean;
  accessKeyId: string;
  accountId: string;
  principalArn: string;
  sourceIdentity?: string | undefined;
  sourceIPAddress: string;
  userAgent: string;
  /** In CloudTrail's spelling; undefined: there are none, or they were not understood. */
  request?: unknown;
  response?: unknown;
  error?: { code: string; message: string } | undefined;
  resources: { type: string; name: string }[];
}

/** The name that a principal is looked up by: that of a user, or of the session of a role. */
export const userNameOf = ({ principalArn }: Pick<TrailEvent, 'principalArn'>) =>
  principalArn.split(/[/:]/).at(-1) ?? '';
