import * as z from 'zod';
import { only } from './model-form';

/** A policy: a document, the name of a file with one, or one of AWS's own that gives everything. */
const PolicyForm = z
  .union([z.string().min(1), z.record(z.string(), z.unknown())], {
    error: 'a policy is a document, a file with one, relative to the seed, FullAWSAccess or AdministratorAccess',
  })
  .describe('a document, a file with one, relative to the seed, FullAWSAccess or AdministratorAccess');
const PolicyForms = z.array(PolicyForm);
const arn = (of: RegExp, example: string) => z.string().regex(of, `must be an ARN such as ${example}`);

/** What a seed says of an access key: who it is, and what decides what it may do. */
export const CallerForm = only({
  principal: z
    .string()
    .regex(
      /^arn:|^[\w.-]+\.amazonaws\.com(\.cn)?$/,
      'a principal is an ARN, or a service such as logs.us-east-1.amazonaws.com',
    ),
  allow: z
    .array(z.string().regex(/^(?:\*|[\w*?-]+:[\w*?]+)$/, 'an action is e.g. sagemaker:List*'))
    .optional()
    .describe('actions that are allowed on everything: a short form of policies'),
  policies: PolicyForms.optional().describe('identity-based policies; without them and allow, everything is allowed'),
  boundary: PolicyForm.optional().describe('permissions boundary'),
  session: PolicyForms.optional().describe('policies that the session was made with'),
  resources: PolicyForms.optional().describe('policies of what it acts on: of a KMS key, a bucket, a role'),
  scps: z
    .union([PolicyForms, z.array(PolicyForms)], {
      error: 'service control policies are a list, or a list for each level from the root down to the account',
    })
    .optional()
    .describe('service control policies: a list, or one for each level from the root down to the account'),
  role: arn(/^arn:aws[\w-]*:iam::\d{12}:role\/./, 'arn:aws:iam::123456789012:role/team/studio')
    .optional()
    .describe("a session's role, where it has a path, which the session's ARN leaves out"),
  tags: z
    .record(z.string(), z.string())
    .optional()
    .describe("the principal's tags and the session's: aws:PrincipalTag"),
  sourceIdentity: z.string().optional().describe('aws:SourceIdentity'),
  organization: z
    .string()
    .regex(/^o-[a-z0-9]{10,32}$/, 'an organization is e.g. o-acme123456')
    .optional()
    .describe('the organization of its account: aws:PrincipalOrgID'),
  network: only({
    sourceIp: z.union([z.ipv4(), z.ipv6()], { error: 'must be an IP address' }).optional(),
    vpcEndpoint: z
      .string()
      .regex(/^vpce-/, 'a VPC endpoint is e.g. vpce-0a1b2c3d')
      .optional(),
    vpc: z.string().regex(/^vpc-/, 'a VPC is e.g. vpc-0a1b2c3d').optional(),
    vpcSourceIp: z.union([z.ipv4(), z.ipv6()], { error: 'must be an IP address' }).optional(),
    endpointPolicy: PolicyForm.optional().describe('the policy of the VPC endpoint'),
  })
    .refine(
      ({ vpcEndpoint, ...rest }) =>
        vpcEndpoint === undefined
          ? rest.vpc === undefined && rest.vpcSourceIp === undefined && rest.endpointPolicy === undefined
          : rest.sourceIp === undefined,
      'is either a sourceIp, or a vpcEndpoint with its vpc, vpcSourceIp and endpointPolicy',
    )
    .optional()
    .describe('where the requests come from'),
  studio: only({ DomainId: z.string(), UserProfileName: z.string() })
    .optional()
    .describe('of who works in Studio: the domain and profile that its credentials name'),
}).refine(({ allow, policies }) => allow === undefined || policies === undefined, 'has either allow or policies');

export type CallerForm = z.infer<typeof CallerForm>;
export type PolicyForm = z.infer<typeof PolicyForm>;
