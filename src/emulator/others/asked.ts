/** What a request to another service asks for, as far as can be told, and in which form errors are answered to it. */
export interface Asked {
  /** `iam` of `iam:CreateRole`. */
  prefix: string;
  action: string;
  input: unknown;
  /** What it acts on, where the request's own path says so; else the reference tells where to look. */
  resources?: string[];
  /** Further actions that the same request needs. */
  also?: { action: string; resources: string[] }[];
  form: ErrorForm;
}

export type ErrorForm = 'json' | 'query' | 'ec2' | 's3' | 'rest-json';
