import { presigning } from '../actions';
import { addressIn } from '../company/people';
import { all, deny } from '../deny';
import { guardrail } from '../guardrail';

export const presignedUrlSourceIp = guardrail({
  name: 'presigned-url-source-ip',
  intent: "Studio is opened from the company's addresses only.",
  why: 'A presigned URL opens Studio for whoever has it.',
  refuses: 'opening profiles from other addresses and through other endpoints',
  passes: "the company's ranges and endpoints; calls that a service makes for the user",
  cannot: 'see where the URL is used after it was made: AWS checks the same keys then, as the domain is of IAM',
  pitfalls: [
    'Behind an endpoint aws:SourceIp is missing, and NotIpAddress then holds: both are tested in one statement.',
    'From the console only the source address works.',
  ],
  sources: ['whitepaper, common guardrails', 'IAM user guide, global condition keys'],
  at: ['identity', 'scp', 'boundary'],
  takes: ['cidrs', 'endpoints'],
  statements: ({ cidrs, endpoints }) => [
    deny(
      'CompanyAddress',
      presigning,
      all(
        { NotIpAddress: { 'aws:SourceIp': cidrs } },
        { StringNotEquals: { 'aws:SourceVpce': endpoints } },
        { BoolIfExists: { 'aws:ViaAWSService': 'false' } },
      ),
    ),
  ],
  requests({ each, p: { cidrs, endpoints } }) {
    const from = (ip?: string, endpoint?: string, via: 'true' | 'false' = 'false') => ({
      'aws:SourceIp': ip,
      'aws:SourceVpce': endpoint,
      'aws:ViaAWSService': via,
    });
    return {
      refused: [
        ...each('an address at home', presigning, from('192.0.2.77')),
        ...each('an address of the newer kind', presigning, from('2001:db8:ffff::77')),
        ...each('another endpoint', presigning, from(undefined, 'vpce-0foreign')),
        ...each('neither address nor endpoint', presigning, from()),
        ...each('another endpoint, with a private address', presigning, {
          ...from(undefined, 'vpce-0foreign'),
          'aws:VpcSourceIp': '192.168.0.7',
        }),
        ...each('without a word of a service', presigning, { ...from('192.0.2.77'), 'aws:ViaAWSService': undefined }),
        ...each('from an app with a way out of its own', presigning, from('192.0.2.78'), { as: 'studio' }),
        ...each('by an administrator at home', presigning, from('192.0.2.77'), { as: 'ines' }),
      ],
      passes: [
        ...cidrs.flatMap((range) => each("the company's address", presigning, from(addressIn(range)))),
        ...endpoints.flatMap((one) => each("the company's endpoint", presigning, from(undefined, one))),
        ...each('a service for the user', presigning, from('192.0.2.77', undefined, 'true')),
      ],
    };
  },
});
