/**
 * What DDI-Codebook 2.5.1 allows of the elements that Paperline writes: which follow each other in which order, how often, and
 * which attributes with which values. Facts of the standard, written down here by ourselves: its own schema is under the LGPL
 * and needs those of XHTML and Dublin Core. Elements that Paperline does not write are left out, so what is valid here is valid there.
 */

/** Children in their order: `?` at most once, `*` any number, `+` one or more; `text` is words alone. */
const CONTENT: Readonly<Record<string, string>> = {
  codeBook: 'stdyDscr+ fileDscr* dataDscr*',
  stdyDscr: 'citation+ notes*',
  citation: 'titlStmt prodStmt? notes*',
  titlStmt: 'titl subTitl* altTitl* parTitl* IDNo*',
  prodStmt: 'producer* prodDate* prodPlac* software*',
  fileDscr: 'fileTxt* notes*',
  fileTxt: 'fileName* fileCont? dimensns? fileType* format* software*',
  dimensns: 'caseQnty* varQnty* logRecL*',
  dataDscr: 'var* notes*',
  var: 'labl* valrng* invalrng* universe* txt* catgry* concept* varFormat? notes*',
  valrng: 'range+',
  invalrng: 'item+',
  catgry: 'catValu? labl* txt* catStat*',
  item: '',
  range: '',
};

/** By element, its attributes: the values that there are, or a type of XML Schema; `!` where it must be there. */
const ATTRIBUTES: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  codeBook: { version: '2.5' },
  notes: { type: 'xs:string', subject: 'xs:string' },
  prodDate: { date: 'xs:string' },
  fileDscr: { URI: 'xs:string' },
  fileType: { charset: 'xs:string' },
  var: {
    name: 'xs:string!',
    wgt: 'wgt not-wgt',
    'wgt-var': 'xs:IDREFS',
    files: 'xs:IDREFS',
    dcml: 'xs:string',
    intrvl: 'contin discrete',
    measUnit: 'xs:string',
    nature: 'nominal ordinal interval ratio percent other',
  },
  item: { VALUE: 'xs:string!' },
  range: { UNITS: 'INT REAL', min: 'xs:string', max: 'xs:string' },
  catgry: { missing: 'Y N' },
  catStat: { type: 'freq percent crosstab' },
  // Another schema than these would have to be named as well.
  varFormat: {
    type: 'numeric character',
    schema: 'SAS SPSS IBM ANSI ISO XML-Data',
    category: 'date time currency other',
  },
};

const OCCURS: Readonly<Record<string, string>> = {
  '?': ' minOccurs="0"',
  '*': ' minOccurs="0" maxOccurs="unbounded"',
  '+': ' maxOccurs="unbounded"',
};

const childrenOf = (content: string): readonly (readonly [name: string, often: string])[] =>
  content
    .split(' ')
    .filter((child) => child !== '')
    .map((child) => {
      const often = /[?*+]$/u.exec(child)?.[0] ?? '';
      return [child.slice(0, child.length - often.length), OCCURS[often] ?? ''];
    });

const writeAttribute = ([name, values]: readonly [string, string]): string => {
  if (values.startsWith('xs:')) {
    const use = values.endsWith('!') ? ' use="required"' : '';
    return `<xs:attribute name="${name}" type="${values.replace('!', '')}"${use}/>`;
  }
  const allowed = values.split(' ').map((value) => `<xs:enumeration value="${value}"/>`);
  return `<xs:attribute name="${name}"><xs:simpleType><xs:restriction base="xs:NMTOKEN">${allowed.join('')}</xs:restriction></xs:simpleType></xs:attribute>`;
};

const writeElement = (name: string): string => {
  const content = CONTENT[name];
  const children = childrenOf(content ?? '').map(([child, often]) => `<xs:element ref="${child}"${often}/>`);
  const attributes = Object.entries(ATTRIBUTES[name] ?? {}).map(writeAttribute);
  const mixed = content === undefined ? ' mixed="true"' : '';
  return `<xs:element name="${name}"><xs:complexType${mixed}><xs:complexContent><xs:extension base="any"><xs:sequence>${children.join('')}</xs:sequence>${attributes.join('')}</xs:extension></xs:complexContent></xs:complexType></xs:element>`;
};

/** As XML Schema; `xmlFile` is that of `XML_NAMESPACE_SCHEMA`. */
export const ddiSchema = (xmlFile: string): string => {
  const names = new Set([
    ...Object.keys(CONTENT),
    ...Object.values(CONTENT).flatMap((content) => childrenOf(content).map(([child]) => child)),
  ]);
  return `<xs:schema xmlns:xs="http://www.w3.org/2001/XMLSchema" xmlns="ddi:codebook:2_5" targetNamespace="ddi:codebook:2_5" elementFormDefault="qualified"><xs:import namespace="http://www.w3.org/XML/1998/namespace" schemaLocation="${xmlFile}"/><xs:complexType name="any" abstract="true"><xs:attribute name="ID" type="xs:ID"/><xs:attribute ref="xml:lang"/></xs:complexType>${[...names].map(writeElement).join('')}</xs:schema>`;
};

export const XML_NAMESPACE_SCHEMA =
  '<xs:schema xmlns:xs="http://www.w3.org/2001/XMLSchema" targetNamespace="http://www.w3.org/XML/1998/namespace"><xs:attribute name="lang" type="xs:language"/></xs:schema>';
