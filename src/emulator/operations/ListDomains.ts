import { operation } from '../operation';
import { pageOf } from '../paging';

/** The domains of the account, in the order of their creation. */
export const ListDomains = operation('ListDomains', {
  resource: () => '*',
  action({ input, state }) {
    const { items, NextToken } = pageOf(state.inOrder('domain', '*', 'CreationTime'), input);
    const Domains = items.map((domain) => ({
      DomainArn: domain.arn,
      DomainId: domain.DomainId,
      DomainName: domain.settings.DomainName,
      Status: domain.Status,
      CreationTime: domain.CreationTime,
      LastModifiedTime: domain.LastModifiedTime,
      Url: domain.Url,
    }));
    return { Domains, NextToken };
  },
});
