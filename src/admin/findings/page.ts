import type { Rule } from './rule';
import { severities } from './severity';

/** A page of some rules, made of what stands beside their code: a list, then a section each. Markdown. */
export function rulesPage(
  rules: Rule[],
  {
    title,
    intro,
    language,
    facts,
  }: { title: string; intro: string; language: (rule: Rule) => string; facts: Record<string, string> },
): string {
  const sorted = [...rules].sort((a, b) => (a.code < b.code ? -1 : 1));
  const lists = severities.flatMap((severity) => {
    const codes = sorted.filter((rule) => rule.severity === severity).map(({ code }) => `[${code}](#${code})`);
    return codes.length === 0 ? [] : [`- ${severity}: ${codes.join(', ')}`];
  });
  return `${[`# ${title}`, intro, lists.join('\n'), ...sorted.map((rule) => section(rule, language(rule), facts))].join('\n\n')}\n`;
}

function section(rule: Rule, language: string, facts: Record<string, string>): string {
  const { code, severity, since, title, why, reads, wrong, right, accept, blind } = rule;
  const looksAt = reads.map((name) => facts[name] ?? name).join(', ');
  return [
    `## ${code}`,
    `${title.charAt(0).toUpperCase()}${title.slice(1)}. *${severity}, since ${since}; looks at ${looksAt}.*`,
    why,
    `Wrong:\n\n${fenced(wrong, language)}`,
    `Right:\n\n${fenced(right, language)}`,
    ...(accept === undefined ? [] : [`When to accept it: ${accept}`]),
    ...(blind === undefined ? [] : [`What it cannot see: ${blind}`]),
  ].join('\n\n');
}

const fenced = (text: string, language: string) => `\`\`\`${language}\n${text}\n\`\`\``;
