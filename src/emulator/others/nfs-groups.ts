import { nfsGroupDescription, nfsGroupName } from '../rules/home-file-system';
import type { NfsGroupsRecord } from '../state/records';
import type { Writes } from '../state/transaction';

/** Keeps the security groups of domains in another server's EC2, where the rest of a VPC is. */
export class GroupsElsewhere {
  /** The ids there, by region and domain. */
  readonly #ids = new Map<string, string[]>();

  constructor(private readonly to: URL) {}

  /**
   * Makes and deletes there what was made and deleted here. Answers the records of what was made, with the ids that it
   * has there; what the other server refuses, or is not there to be told, stays as it is here.
   */
  async follow(region: string, writes: Writes): Promise<NfsGroupsRecord[]> {
    const made: NfsGroupsRecord[] = [];
    for (const [id, record] of writes) {
      if (record?.kind === 'nfs-groups') {
        const there = record.elsewhere ? record : await this.#make(region, record).catch(() => undefined);
        if (!there) continue;
        const ids = there.groups.map(({ GroupId }) => GroupId);
        this.#ids.set(`${region} ${id}`, ids);
        if (there !== record) made.push(there);
      } else if (record === null) {
        const ids = this.#ids.get(`${region} ${id}`);
        if (ids) await this.#delete(region, ids).catch(() => undefined);
        this.#ids.delete(`${region} ${id}`);
      }
    }
    return made;
  }

  async #make(region: string, record: NfsGroupsRecord): Promise<NfsGroupsRecord> {
    const groups = [];
    for (const group of record.groups) {
      const answer = await this.#ask(region, 'CreateSecurityGroup', {
        GroupName: nfsGroupName(group.side, record.DomainId),
        GroupDescription: nfsGroupDescription(group.side, record.DomainId),
        VpcId: record.VpcId,
      });
      groups.push({ ...group, GroupId: /<groupId>(sg-\w+)</.exec(answer)?.[1] ?? group.GroupId });
    }
    for (const group of groups) {
      const other = groups.find(({ side }) => side !== group.side);
      const verb = group.side === 'inbound' ? 'AuthorizeSecurityGroupIngress' : 'AuthorizeSecurityGroupEgress';
      const rules = group.ports.flatMap((port, index) =>
        Object.entries({
          IpProtocol: 'tcp',
          FromPort: String(port),
          ToPort: String(port),
          'Groups.1.GroupId': other?.GroupId ?? '',
        }).map(([name, value]) => [`IpPermissions.${index + 1}.${name}`, value]),
      );
      await this.#ask(region, verb, { GroupId: group.GroupId, ...Object.fromEntries(rules) });
    }
    return { ...record, groups, elsewhere: true };
  }

  async #delete(region: string, ids: string[]): Promise<void> {
    // Each of them is named by the other until its rules are gone; EC2 itself takes them with `Revoke…`.
    for (const id of ids) {
      for (const direction of ['Ingress', 'Egress']) {
        await this.#revokeAll(region, id, direction);
      }
    }
    for (const GroupId of ids) await this.#ask(region, 'DeleteSecurityGroup', { GroupId });
  }

  async #revokeAll(region: string, GroupId: string, direction: string): Promise<void> {
    const described = await this.#ask(region, 'DescribeSecurityGroupRules', {
      'Filter.1.Name': 'group-id',
      'Filter.1.Value.1': GroupId,
    });
    const rules = [...described.matchAll(/<item>(?:(?!<\/item>)[\s\S])*?<\/item>/g)].map(([text]) => text);
    const mine = rules.filter((text) => text.includes(`<isEgress>${direction === 'Egress'}</isEgress>`));
    const ids = mine.flatMap((text) => /<securityGroupRuleId>(sgr-\w+)</.exec(text)?.[1] ?? []);
    if (ids.length === 0) return;
    const named = ids.map((id, index) => [`SecurityGroupRuleId.${index + 1}`, id]);
    await this.#ask(region, `RevokeSecurityGroup${direction}`, { GroupId, ...Object.fromEntries(named) });
  }

  async #ask(region: string, Action: string, members: Record<string, string>): Promise<string> {
    const response = await fetch(this.to, {
      method: 'POST',
      headers: {
        authorization: `AWS4-HMAC-SHA256 Credential=studiolo/20260101/${region}/ec2/aws4_request, SignedHeaders=host, Signature=0`,
        'x-amz-date': '20260101T000000Z',
        host: `ec2.${region}.amazonaws.com`,
      },
      body: new URLSearchParams({ Action, Version: '2016-11-15', ...members }),
      signal: AbortSignal.timeout(10_000),
    });
    const text = await response.text();
    if (!response.ok) throw new Error(`${Action}: ${response.status} ${text}`);
    return text;
  }
}
