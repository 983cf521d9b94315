import { presigning } from '../actions';
import { deny, otherOrMissing } from '../deny';
import { guardrail } from '../guardrail';

export const presignedUrlVpcEndpoint = guardrail({
  name: 'presigned-url-vpc-endpoint',
  intent: "Studio is opened through the company's VPC endpoints only.",
  why: 'So no address on the internet opens Studio, not even that of the company.',
  refuses: 'opening profiles from the internet and through other endpoints',
  passes: 'the listed endpoints',
  cannot: "work with AWS's console, which comes from the internet",
  pitfalls: ['aws:SourceVpce has one value: no set operator.', 'Browsers need private DNS for Studio’s address.'],
  sources: ['whitepaper, common guardrails', 'IAM user guide, global condition keys'],
  at: ['identity', 'scp', 'boundary'],
  takes: ['endpoints'],
  statements: ({ endpoints }) => [deny('CompanyEndpoint', presigning, otherOrMissing('aws:SourceVpce', endpoints))],
  requests({ each, p: { endpoints } }) {
    const through = (endpoint: string | undefined) => ({ 'aws:SourceVpce': endpoint });
    return {
      refused: [
        ...each('from the internet', presigning, { ...through(undefined), 'aws:SourceIp': '203.0.113.7' }),
        ...each('another endpoint', presigning, through('vpce-0foreign')),
        ...each('an id that begins alike', presigning, through(`${endpoints[0]}0`)),
        ...each('an empty id', presigning, through('')),
        ...each('the right network, another endpoint', presigning, {
          ...through('vpce-0foreign'),
          'aws:SourceVpc': 'vpc-0acme',
        }),
        ...each('by an administrator from the internet', presigning, through(undefined), { as: 'ines' }),
      ],
      passes: endpoints.flatMap((one) => each('a listed endpoint', presigning, through(one))),
    };
  },
});
