import type { JSX } from 'preact';
import { useId, useMemo, useState } from 'preact/hooks';
import { METHODS, type OpenApiDocument } from '../../server/open-api/open-api.ts';
import { OperationView, SaidText, Shape, type Route } from '../api/operation-view.tsx';
import { schemaText } from '../api/schema-text.ts';
import { DownloadIcon } from '../parts/icons.tsx';
import { Problem } from '../parts/problem.tsx';
import { useReply } from '../parts/use-reply.ts';
import { useScreens, type Screen } from '../place.ts';
import { useWords } from '../words/words.ts';
import '../styles/api.css';

const PATH = '/api/openapi.json';

const routesIn = ({ paths }: OpenApiDocument): Route[] =>
  Object.entries(paths).flatMap(([address, item]) =>
    METHODS.flatMap((method) => {
      const operation = item[method];
      return operation === undefined ? [] : [{ address, method, operation }];
    }),
  );

const matches = ({ address, method, operation }: Route, wanted: string): boolean => {
  const text = [method, address, operation.summary, operation.tags, JSON.stringify(operation.security)]
    .join(' ')
    .toLowerCase();
  return wanted
    .toLowerCase()
    .split(/\s+/u)
    .every((word) => text.includes(word));
};

const tagId = (name: string): string => `about-${name.replaceAll(' ', '-').toLowerCase()}`;

/** All that can be asked of the server, as its OpenAPI document says it. Nothing is tried out from here. */
export const ApiScreen = ({ onGo }: { readonly onGo: (screen: Screen) => void }): JSX.Element => {
  const { oversight, faults } = useWords();
  const words = oversight.api;
  const screens = useScreens();
  const searchId = useId();
  const { reply: document, error, reload } = useReply<OpenApiDocument>(PATH);
  const [wanted, setWanted] = useState('');
  const [open, setOpen] = useState<ReadonlySet<string>>(new Set());
  const routes = useMemo(() => (document === null ? [] : routesIn(document)), [document]);
  const found = useMemo(() => routes.filter((route) => matches(route, wanted.trim())), [routes, wanted]);
  const tags = (document?.tags ?? []).filter(({ name }) =>
    found.some(({ operation }) => operation.tags.includes(name)),
  );
  const toggle = (id: string, isOpen: boolean): void => {
    const next = new Set(open);
    if (isOpen) next.add(id);
    else next.delete(id);
    if (next.size !== open.size) setOpen(next);
  };
  return (
    <main class="page" id="content">
      <header class="page-head">
        <h1>{words.title}</h1>
        <span class="spacer" />
        {screens.includes('tokens') ? (
          <button type="button" class="button" onClick={() => onGo('tokens')}>
            {words.toTokens}
          </button>
        ) : null}
        <a class="button" href={PATH} download="paperline-openapi.json">
          <DownloadIcon /> {words.file}
        </a>
      </header>
      <p>{words.text}</p>
      {error === null ? null : <Problem error={error} retry={reload} />}
      {document === null ? (
        error === null ? (
          <p class="loading">{faults.loading}</p>
        ) : null
      ) : (
        <div class="api-columns">
          <div class="api-side">
            <div class="setting">
              <label class="label" for={searchId}>
                {words.search}
              </label>
              <input
                id={searchId}
                class="text-input"
                type="search"
                value={wanted}
                placeholder={words.searchHint}
                onInput={(event) => setWanted(event.currentTarget.value)}
              />
              <p class="muted" role="status">
                {found.length === 0 ? words.nothing : words.found(found.length)}
              </p>
            </div>
            <nav aria-label={words.subjects}>
              <ul class="api-subjects">
                {tags.map(({ name }) => (
                  <li key={name}>
                    <button
                      type="button"
                      lang="en"
                      onClick={() => {
                        const title = window.document.getElementById(tagId(name));
                        title?.scrollIntoView({ block: 'start' });
                        title?.focus({ preventScroll: true });
                      }}
                    >
                      {name}
                    </button>
                  </li>
                ))}
              </ul>
            </nav>
          </div>
          <div class="api-list">
            <div class="api-about" lang="en">
              {document.info.description.split('\n\n').map((paragraph) => (
                <p key={paragraph}>
                  <SaidText text={paragraph.replaceAll('**', '')} />
                </p>
              ))}
            </div>
            {tags.map(({ name, description }) => (
              <section key={name} class="panel" aria-labelledby={tagId(name)}>
                <h2 id={tagId(name)} tabIndex={-1} lang="en">
                  {name}
                </h2>
                <p class="muted" lang="en">
                  {description}
                </p>
                {found
                  .filter(({ operation }) => operation.tags.includes(name))
                  .map((route) => (
                    <OperationView
                      key={route.operation.operationId}
                      document={document}
                      route={route}
                      open={open.has(route.operation.operationId)}
                      onToggle={(isOpen) => toggle(route.operation.operationId, isOpen)}
                    />
                  ))}
              </section>
            ))}
            <section class="panel" aria-labelledby="shared-title">
              <h2 id="shared-title">{words.shared}</h2>
              {Object.entries(document.components.schemas).map(([name, schema]) => (
                <div key={name}>
                  <h3 lang="en">{name}</h3>
                  <Shape text={schemaText(schema)} label={name} />
                </div>
              ))}
            </section>
          </div>
        </div>
      )}
    </main>
  );
};
