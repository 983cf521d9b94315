import { nfsGroupDescription, nfsGroupName } from '../rules/home-file-system';
import type { NfsGroup, NfsGroupsRecord } from '../state/records';

/**
 * Keeps the security groups of domains in another server's EC2, where the rest of a VPC is. All of it may be cut off
 * anywhere and done again: what is there already is taken, and what is gone is gone.
 */
export class GroupsElsewhere {
  constructor(private readonly to: URL) {}

  /**
   * Makes or deletes there what a record says. Answers what becomes of the record: one with the ids that the groups have
   * there, `null` when they are gone. What the other server refuses, or is not there to be told, stays as it is.
   */
  async follow(region: string, record: NfsGroupsRecord): Promise<NfsGroupsRecord | null> {
    if (record.leaving) return this.remove(region, record).catch(() => record);
    return record.elsewhere ? record : this.#make(region, record).catch(() => record);
  }

  /** Deletes there the groups of a record. */
  async remove(region: string, { groups }: NfsGroupsRecord): Promise<null> {
    // Each of them is named by the other until its rules are gone; EC2 itself takes them with `Revoke…`.
    for (const { GroupId } of groups) {
      for (const direction of ['Ingress', 'Egress']) await this.#revokeAll(region, GroupId, direction);
    }
    for (const { GroupId } of groups) {
      await this.#ask(region, 'DeleteSecurityGroup', { GroupId }).catch(unless('InvalidGroup.NotFound'));
    }
    return null;
  }

  async #make(region: string, record: NfsGroupsRecord): Promise<NfsGroupsRecord> {
    const groups = [];
    for (const group of record.groups) groups.push({ ...group, GroupId: await this.#idOf(region, record, group) });
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
      const named = { GroupId: group.GroupId, ...Object.fromEntries(rules) };
      await this.#ask(region, verb, named).catch(unless('InvalidPermission.Duplicate'));
    }
    return { ...record, groups, elsewhere: true };
  }

  /** The id there of a group that is made, or was when the emulator was cut off. */
  async #idOf(region: string, { DomainId, VpcId }: NfsGroupsRecord, { side, GroupId }: NfsGroup): Promise<string> {
    const GroupName = nfsGroupName(side, DomainId);
    const GroupDescription = nfsGroupDescription(side, DomainId);
    const made = await this.#ask(region, 'CreateSecurityGroup', { GroupName, GroupDescription, VpcId }).catch(
      unless('InvalidGroup.Duplicate'),
    );
    const answer =
      made ??
      (await this.#ask(region, 'DescribeSecurityGroups', {
        'Filter.1.Name': 'group-name',
        'Filter.1.Value.1': GroupName,
        'Filter.2.Name': 'vpc-id',
        'Filter.2.Value.1': VpcId,
      }));
    return /<groupId>(sg-\w+)</.exec(answer)?.[1] ?? GroupId;
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

/** Passes over the one refusal that says that nothing is left to be done. */
const unless =
  (code: string) =>
  (error: unknown): undefined => {
    if (!(error instanceof Error && error.message.includes(`<Code>${code}</Code>`))) throw error;
  };
