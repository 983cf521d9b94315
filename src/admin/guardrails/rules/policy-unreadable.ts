import { rule, since } from './written-policy';

export const policyUnreadable = rule({
  code: 'policy-unreadable',
  severity: 'error',
  since,
  title: 'The document is no policy',
  why: 'AWS does not attach it, or attaches the part of it that can be read, which says something else.',
  wrong:
    '{"Version": "2012-10-17", "Statement": [{"Effect": "Deny", "Action": "sagemaker:CreateDomain", "Resource": "*"},]}',
  right:
    '{"Version": "2012-10-17", "Statement": [{"Effect": "Deny", "Action": "sagemaker:CreateDomain", "Resource": "*"}]}',
  reads: ['policies'],
  check: ({ policies }) =>
    policies.flatMap(({ name, read }) =>
      'document' in read
        ? []
        : read.defects.map(({ line, column, path, text }) => ({
            where: {
              policy: name,
              text: `${name}${line > 0 ? `:${line}:${column}` : ''}${path === '' ? '' : `, ${path}`}`,
              ...(line > 0 && { line, column }),
            },
            reason: text,
            remedy: 'write it as AWS reads policies; studiolo guardrails generate writes them whole',
          })),
    ),
});
