import { deny, exceptRoles } from '../deny';
import { guardrail, ofPrincipals } from '../guardrail';

const actions = [
  'CreateNotebookInstance',
  'StartNotebookInstance',
  'UpdateNotebookInstance',
  'CreatePresignedNotebookInstanceUrl',
  'CreateNotebookInstanceLifecycleConfig',
  'UpdateNotebookInstanceLifecycleConfig',
];

export const noNotebookInstances = guardrail({
  name: 'no-notebook-instances',
  intent: 'Nobody works in notebook instances.',
  why: 'They are the way round everything that guards Studio: root, the internet, any role.',
  refuses: 'making, starting, changing and opening notebook instances, and their scripts',
  passes: 'stopping and deleting them',
  cannot: 'stop one that is running',
  pitfalls: ['A script of an instance that is there runs at its next start: changing it is refused too.'],
  sources: ['service authorization reference'],
  at: ofPrincipals,
  takes: ['adminRoles'],
  statements: ({ adminRoles }) => [deny('NotebookInstances', actions, exceptRoles(adminRoles))],
  requests: ({ ask, each, p: { account }, partition }) => ({
    refused: [
      ...each('a data scientist', actions, {}, { as: 'ana' }),
      ...each('from an app', ['CreateNotebookInstance', 'CreatePresignedNotebookInstanceUrl'], {}, { as: 'studio' }),
      ...each('a user of IAM', ['CreateNotebookInstance', 'StartNotebookInstance'], {}, { as: 'ivan' }),
      ask('a role whose name ends alike', 'CreateNotebookInstance', {
        'aws:PrincipalArn': `arn:${partition}:iam::${account}:role/NotStudioAdmin`,
      }),
      ask('somebody whose role is not known', 'CreateNotebookInstance', { 'aws:PrincipalArn': undefined }),
    ],
    passes: [
      ...each('an administrator', actions),
      ...each(
        'takes it down',
        ['StopNotebookInstance', 'DeleteNotebookInstance', 'DeleteNotebookInstanceLifecycleConfig'],
        {},
        { as: 'ana' },
      ),
    ],
  }),
});
