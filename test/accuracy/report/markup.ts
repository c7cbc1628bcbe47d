/** HTML as text that is safe by construction: what is put into a template is escaped unless it is markup itself. */
export interface Markup {
  readonly markup: string;
}

export type Content = string | number | Markup | null | readonly Content[];

const ENTITIES: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
};

const render = (content: Content): string => {
  if (content === null) return '';
  if (typeof content === 'object') return 'markup' in content ? content.markup : content.map(render).join('');
  return String(content).replaceAll(/[&<>"']/gu, (sign) => ENTITIES[sign] ?? sign);
};

/** A template's text is markup; values in it are content, attributes in quotes included. */
export const markup = (texts: TemplateStringsArray, ...contents: readonly Content[]): Markup => ({
  markup: texts.map((text, at) => text + render(contents[at] ?? null)).join(''),
});

/** Text that is markup already, such as a style sheet. */
export const trustedMarkup = (text: string): Markup => ({ markup: text });
