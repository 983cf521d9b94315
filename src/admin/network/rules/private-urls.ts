import { inChina } from './endpoint-needs';

/** What must reach Studio's private addresses from the company's network, in a region. */
export const privateHosts = (region: string): string[] =>
  inChina(region)
    ? [`*.studio.${region}.sagemaker.com.cn`, `api.sagemaker.${region}.amazonaws.com.cn`]
    : [`*.studio.${region}.sagemaker.aws`, `api.sagemaker.${region}.amazonaws.com`];

/** What company DNS and browser-routing products are told, a line each. */
export function forwardingRules(region: string, companyCidr: string): string[] {
  const [studio = '', api = ''] = privateHosts(region);
  return [
    'company DNS: forward these zones to the addresses of the resolver endpoint',
    `  ${studio.slice(2)}`,
    `  ${api}`,
    'its addresses, once the stack is there:',
    `  aws route53resolver list-resolver-endpoint-ip-addresses --region ${region} --resolver-endpoint-id RESOLVER_ENDPOINT_ID`,
    'browser-routing products (PAC files, private access clients, managed browsers): send these hosts on TCP 443 into the VPC, not to a proxy',
    ...privateHosts(region).map((host) => `  ${host}`),
    `the endpoints admit browsers from ${companyCidr}; routes from there to the VPC (VPN, Direct Connect) are yours to make`,
  ];
}
