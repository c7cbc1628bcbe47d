/** What a standard allows of the elements that Paperline writes, as XML Schema that libxml2 holds a file to. */

/** Facts of a standard, written down by ourselves. What Paperline does not write is left out: what is valid here is valid there. */
export interface StandardFacts {
  /** Null: its elements are in no namespace. */
  readonly namespace: string | null;
  /** Children in their order: `?` at most once, `*` any number, `+` one or more; `#words` where words stand among them. */
  readonly content: Readonly<Record<string, string>>;
  /** By element: the values that there are, or a type of XML Schema; `!` where the attribute must be there. */
  readonly attributes: Readonly<Record<string, Readonly<Record<string, string>>>>;
}

const OCCURS: Readonly<Record<string, string>> = {
  '?': ' minOccurs="0"',
  '*': ' minOccurs="0" maxOccurs="unbounded"',
  '+': ' maxOccurs="unbounded"',
};

const WORDS = '#words';

const childrenOf = (content: string): readonly (readonly [name: string, often: string])[] =>
  content
    .split(' ')
    .filter((child) => child !== '' && child !== WORDS)
    .map((child) => {
      const often = /[?*+]$/u.exec(child)?.[0] ?? '';
      return [child.slice(0, child.length - often.length), OCCURS[often] ?? ''];
    });

const writeAttribute = ([name, said]: readonly [string, string]): string => {
  const use = said.endsWith('!') ? ' use="required"' : '';
  const values = said.replace('!', '');
  if (values.startsWith('xs:')) return `<xs:attribute name="${name}" type="${values}"${use}/>`;
  const allowed = values.split(' ').map((value) => `<xs:enumeration value="${value}"/>`);
  return `<xs:attribute name="${name}"${use}><xs:simpleType><xs:restriction base="xs:NMTOKEN">${allowed.join('')}</xs:restriction></xs:simpleType></xs:attribute>`;
};

const writeElement = (name: string, { content, attributes }: StandardFacts): string => {
  const own = content[name] ?? WORDS;
  const children = childrenOf(own).map(([child, often]) => `<xs:element ref="${child}"${often}/>`);
  const mixed = own.startsWith(WORDS) ? ' mixed="true"' : '';
  const said = Object.entries(attributes[name] ?? {}).map(writeAttribute);
  return `<xs:element name="${name}"><xs:complexType${mixed}><xs:complexContent><xs:extension base="any"><xs:sequence>${children.join('')}</xs:sequence>${said.join('')}</xs:extension></xs:complexContent></xs:complexType></xs:element>`;
};

/** As XML Schema; any element may have an `ID` and a language. `xmlFile` holds `XML_NAMESPACE_SCHEMA`. */
export const schemaOf = (facts: StandardFacts, xmlFile: string): string => {
  const { namespace, content } = facts;
  const names = new Set([
    ...Object.keys(content),
    ...Object.values(content).flatMap((each) => childrenOf(each).map(([child]) => child)),
  ]);
  const target = namespace === null ? '' : ` xmlns="${namespace}" targetNamespace="${namespace}"`;
  return `<xs:schema xmlns:xs="http://www.w3.org/2001/XMLSchema"${target} elementFormDefault="qualified"><xs:import namespace="http://www.w3.org/XML/1998/namespace" schemaLocation="${xmlFile}"/><xs:complexType name="any" abstract="true"><xs:attribute name="ID" type="xs:ID"/><xs:attribute ref="xml:lang"/></xs:complexType>${[...names].map((name) => writeElement(name, facts)).join('')}</xs:schema>`;
};

export const XML_NAMESPACE_SCHEMA =
  '<xs:schema xmlns:xs="http://www.w3.org/2001/XMLSchema" targetNamespace="http://www.w3.org/XML/1998/namespace"><xs:attribute name="lang" type="xs:language"/></xs:schema>';
