import { deny, otherIfPresent } from '../deny';
import { guardrail, ofPrincipals } from '../guardrail';

const setting = ['CreateSpace', 'UpdateSpace'];

export const noRemoteIde = guardrail({
  name: 'no-remote-ide',
  intent: 'Nobody connects an editor of their own machine to a space.',
  why: 'It tunnels past every rule about presigned URLs.',
  refuses: 'spaces with remote access, and sessions to spaces',
  passes: 'spaces without remote access',
  cannot: 'end a session that is open',
  pitfalls: ['What is there may have been switched on before: StartSession is refused by itself.'],
  sources: ['service authorization reference: sagemaker:RemoteAccess, StartSession'],
  at: ofPrincipals,
  takes: [],
  statements: () => [
    deny('NoRemoteAccess', setting, otherIfPresent('RemoteAccess', 'DISABLED')),
    deny('NoRemoteSession', ['StartSession']),
  ],
  requests: ({ ask, each, p: { domains } }) => ({
    refused: [
      ...each('remote access', setting, { RemoteAccess: 'ENABLED' }),
      ...each('another case of letters', setting, { RemoteAccess: 'disabled' }),
      ...each('an empty value', setting, { RemoteAccess: '' }),
      ...each('by an administrator', setting, { RemoteAccess: 'ENABLED' }, { as: 'ines' }),
      ask('from an app', 'UpdateSpace', { RemoteAccess: 'ENABLED' }, { as: 'studio' }),
      ask('a session', 'StartSession'),
      ask("a session to another's space", 'StartSession', {}, { on: `space/${domains[0]}/bo-lab` }),
      ask('a session in another domain', 'StartSession', {}, { on: 'space/d-other/ana-lab' }),
      ask('a session from an app', 'StartSession', {}, { as: 'studio' }),
      ask("an administrator's session", 'StartSession', {}, { as: 'ines' }),
    ],
    passes: [
      ...each('without saying', setting, { RemoteAccess: undefined }),
      ...each('switched off', setting, { RemoteAccess: 'DISABLED' }),
    ],
  }),
});
