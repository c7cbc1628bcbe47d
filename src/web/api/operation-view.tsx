import type { JSX } from 'preact';
import type {
  Content,
  Method,
  OpenApiDocument,
  Operation,
  Parameter,
} from '../../server/open-api/open-api.ts';
import { useWords } from '../words/words.ts';
import { curlExample, isForScripts } from './curl-example.ts';
import { limitsOf, schemaText } from './schema-text.ts';

export interface Route {
  readonly address: string;
  readonly method: Method;
  readonly operation: Operation;
}

/** `api-getRows`, to be found by those who lead to it. */
export const idOf = ({ operationId }: Operation): string => `api-${operationId}`;

/** What is in single backquotes in the document's words is code. */
export const SaidText = ({ text }: { readonly text: string }): JSX.Element => (
  <>
    {text
      .split('`')
      .map((part, place) =>
        place % 2 === 1 ? <code key={place}>{part}</code> : <span key={place}>{part}</span>,
      )}
  </>
);

const Callers = ({ operation }: { readonly operation: Operation }): JSX.Element => {
  const { oversight, accounts } = useWords();
  const words = oversight.api;
  const [person, token] = operation.security;
  const roles = person?.['session'];
  const scopes = token?.['token'] ?? [];
  return (
    <ul class="callers" aria-label={words.who}>
      {roles === undefined ? <li class="caller">{words.anyone}</li> : null}
      {roles?.length === 0 ? <li class="caller">{words.signedIn}</li> : null}
      {roles?.map((role) => (
        <li key={role} class="caller">
          {(accounts.roles as Readonly<Record<string, string>>)[role] ?? role}
        </li>
      ))}
      {scopes.map((scope) => (
        <li key={scope} class="caller caller-token">
          {words.tokenWith(scope)}
        </li>
      ))}
    </ul>
  );
};

const Parameters = ({ parameters }: { readonly parameters: readonly Parameter[] }): JSX.Element => {
  const words = useWords().oversight.api;
  return (
    <table class="list">
      <thead>
        <tr>
          <th scope="col">{words.name}</th>
          <th scope="col">{words.kind}</th>
        </tr>
      </thead>
      <tbody>
        {parameters.map((parameter) => {
          const limits = limitsOf(parameter.schema);
          return (
            <tr key={`${parameter.in}-${parameter.name}`}>
              <th scope="row">
                <code>{parameter.name}</code>
                <span class="muted">
                  {parameter.in === 'path' ? words.path : words.query},{' '}
                  {parameter.required ? words.required : words.optional}
                </span>
              </th>
              <td>
                <code class="shape-inline">{schemaText(parameter.schema)}</code>
                {limits === '' ? null : (
                  <code class="muted limits" lang="en">
                    {limits}
                  </code>
                )}
              </td>
            </tr>
          );
        })}
      </tbody>
    </table>
  );
};

/** A shape can be wider than the screen, so it scrolls, and must be reachable by keyboard. */
export const Shape = ({ text, label }: { readonly text: string; readonly label: string }): JSX.Element =>
  /^\w+$/u.test(text) ? (
    <code class="shape-inline">{text}</code>
  ) : (
    <pre class="shape" role="group" aria-label={label} tabIndex={0} lang="en">
      {text}
    </pre>
  );

const ContentView = ({
  content,
  label,
}: {
  readonly content: Content | undefined;
  readonly label: string;
}): JSX.Element => {
  const words = useWords().oversight.api;
  if (content === undefined) return <p class="muted">{words.nothingBack}</p>;
  return (
    <>
      {Object.entries(content).map(([mediaType, { schema }]) => (
        <div key={mediaType} class="media">
          <p>
            <code>{mediaType}</code> {schema === undefined ? <span class="muted">{words.bytes}</span> : null}
          </p>
          {schema === undefined ? null : <Shape text={schemaText(schema)} label={`${label}, ${mediaType}`} />}
        </div>
      ))}
    </>
  );
};

const Details = ({
  document,
  route,
}: {
  readonly document: OpenApiDocument;
  readonly route: Route;
}): JSX.Element => {
  const words = useWords().oversight.api;
  const { address, method, operation } = route;
  const { parameters = [], requestBody, responses, security } = operation;
  return (
    <div class="operation-body">
      {parameters.length === 0 ? null : (
        <section>
          <h3>{words.parameters}</h3>
          <Parameters parameters={parameters} />
        </section>
      )}
      {requestBody === undefined ? null : (
        <section>
          <h3>{words.body}</h3>
          <ContentView content={requestBody.content} label={words.body} />
        </section>
      )}
      <section>
        <h3>{words.replies}</h3>
        <dl class="reply-list">
          {Object.entries(responses).map(([status, reply]) => (
            <div key={status}>
              <dt>{status}</dt>
              <dd>
                <p lang="en">
                  <SaidText text={reply.description} />
                </p>
                <ContentView content={reply.content} label={`${words.replies}, ${status}`} />
              </dd>
            </div>
          ))}
        </dl>
      </section>
      {isForScripts(method, operation) ? (
        <section>
          <h3>{security.length === 0 ? words.exampleOpen : words.example}</h3>
          <Shape
            text={curlExample(document, location.origin, address, method, operation)}
            label={words.example}
          />
        </section>
      ) : (
        <p class="muted">{words.peopleAlone}</p>
      )}
    </div>
  );
};

/** One route, closed until it is asked for. */
export const OperationView = ({
  document,
  route,
  open,
  onToggle,
}: {
  readonly document: OpenApiDocument;
  readonly route: Route;
  readonly open: boolean;
  readonly onToggle: (open: boolean) => void;
}): JSX.Element => {
  const { address, method, operation } = route;
  return (
    <details
      class="operation"
      id={idOf(operation)}
      open={open}
      onToggle={(event) => onToggle(event.currentTarget.open)}
    >
      <summary>
        <code class="route">
          <span class="method" data-method={method}>
            {method.toUpperCase()}
          </span>{' '}
          {address}
        </code>
        <span class="operation-said" lang="en">
          {operation.summary}
        </span>
        <Callers operation={operation} />
      </summary>
      {open ? <Details document={document} route={route} /> : null}
    </details>
  );
};
