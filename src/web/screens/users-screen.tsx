import type { JSX } from 'preact';
import { useState } from 'preact/hooks';
import type { Role } from '../../domain/roles.ts';
import type { IssuedLinkReply, UsersReply, UserView } from '../../server/account-api.ts';
import { callApi } from '../api-client.ts';
import { ConfirmDialog } from '../parts/confirm-dialog.tsx';
import { Dialog } from '../parts/dialog.tsx';
import { IssuedLink } from '../parts/issued-link.tsx';
import { Problem } from '../parts/problem.tsx';
import { RoleBoxes } from '../parts/role-boxes.tsx';
import { TextField } from '../parts/text-field.tsx';
import { useReply } from '../parts/use-reply.ts';
import { useWords } from '../words/words.ts';

const useRoleNames = (): ((roles: readonly Role[]) => string) => {
  const { roles: names } = useWords().accounts;
  return (roles) => roles.map((role) => names[role]).join(', ');
};

const InvitePanel = ({ onInvited }: { readonly onInvited: () => void }): JSX.Element => {
  const words = useWords().accounts;
  const [name, setName] = useState('');
  const [roles, setRoles] = useState<Role[]>(['reviewer']);
  const [issued, setIssued] = useState<IssuedLinkReply | null>(null);
  const [error, setError] = useState<unknown>(null);
  const send = (event: Event): void => {
    event.preventDefault();
    setError(null);
    const body = { name: name.trim() === '' ? null : name, roles };
    callApi<IssuedLinkReply>('POST', '/api/users/invitations', body).then((reply) => {
      setIssued(reply);
      setName('');
      onInvited();
    }, setError);
  };
  return (
    <section class="panel" aria-labelledby="invite-title">
      <h2 id="invite-title">{words.users.inviteTitle}</h2>
      <form class="door-form" onSubmit={send}>
        <TextField
          label={words.users.forWhom}
          purpose="off"
          hint={words.users.forWhomHint}
          value={name}
          onInput={setName}
        />
        <RoleBoxes label={words.users.rolesLabel} roles={roles} onChange={setRoles} />
        {error === null ? null : <Problem error={error} />}
        <button type="submit" class="button button-main" disabled={roles.length === 0}>
          {words.users.make}
        </button>
      </form>
      {issued === null ? null : <IssuedLink issued={issued} />}
    </section>
  );
};

const RolesDialog = ({
  user,
  onSave,
  onClose,
}: {
  readonly user: UserView;
  readonly onSave: (roles: Role[]) => void;
  readonly onClose: () => void;
}): JSX.Element => {
  const words = useWords().accounts.users;
  const [roles, setRoles] = useState<Role[]>([...user.roles]);
  return (
    <Dialog title={words.changeRolesOf(user.name)} onClose={onClose}>
      <RoleBoxes label={words.rolesLabel} roles={roles} onChange={setRoles} />
      <div class="dialog-foot">
        <button type="button" class="button" onClick={onClose}>
          {words.keep}
        </button>
        <button
          type="button"
          class="button button-main"
          disabled={roles.length === 0}
          onClick={() => onSave(roles)}
        >
          {words.saveRoles}
        </button>
      </div>
    </Dialog>
  );
};

const UserRow = ({
  user,
  onRoles,
  onLink,
  onDisable,
  onEnable,
}: {
  readonly user: UserView;
  readonly onRoles: () => void;
  readonly onLink: () => void;
  readonly onDisable: () => void;
  readonly onEnable: () => void;
}): JSX.Element => {
  const { accounts, time } = useWords();
  const words = accounts.users;
  const rolesText = useRoleNames()(user.roles);
  return (
    <tr data-disabled={user.disabledAt !== null}>
      <th scope="row">
        {user.name} {user.you ? <span class="muted you">({words.you})</span> : null}
      </th>
      <td>{rolesText}</td>
      <td class="when">
        {user.disabledAt === null ? (
          user.signedInAt === null ? (
            words.never
          ) : (
            time(user.signedInAt)
          )
        ) : (
          <span class="tag" data-status="blank">
            {words.disabled}
          </span>
        )}
      </td>
      <td class="actions-cell">
        {user.disabledAt === null ? (
          <>
            <button
              type="button"
              class="button"
              aria-label={words.changeRolesOf(user.name)}
              onClick={onRoles}
            >
              {words.changeRoles}
            </button>
            {user.you ? null : (
              <>
                <button
                  type="button"
                  class="button"
                  aria-label={words.passwordLinkOf(user.name)}
                  onClick={onLink}
                >
                  {words.passwordLink}
                </button>
                <button
                  type="button"
                  class="button"
                  aria-label={words.disableOf(user.name)}
                  onClick={onDisable}
                >
                  {words.disable}
                </button>
              </>
            )}
          </>
        ) : (
          <button type="button" class="button" aria-label={words.enableOf(user.name)} onClick={onEnable}>
            {words.enable}
          </button>
        )}
      </td>
    </tr>
  );
};

type Asking = { readonly what: 'roles' | 'disable'; readonly user: UserView } | null;

/** Who may come in: invite, change roles, keep out. */
export const UsersScreen = ({
  onOwnRoles,
}: {
  /** One's own roles changed: what one may open did too. */
  readonly onOwnRoles: () => void;
}): JSX.Element => {
  const words = useWords();
  const { users: said } = words.accounts;
  const namesOf = useRoleNames();
  const { reply, error, reload } = useReply<UsersReply>('/api/users');
  const [asking, setAsking] = useState<Asking>(null);
  const [issued, setIssued] = useState<{ readonly user: string; readonly link: IssuedLinkReply } | null>(
    null,
  );
  const [fault, setFault] = useState<unknown>(null);
  const act = (method: 'POST' | 'PUT' | 'DELETE', path: string, body?: unknown): Promise<void> => {
    setAsking(null);
    setFault(null);
    return callApi(method, path, body).then(reload, (failed: unknown) => {
      setFault(failed);
      reload();
    });
  };
  const saveRoles = (user: UserView, roles: Role[]): void => {
    void act('PUT', `/api/users/${user.id}/roles`, { roles }).then(() => {
      if (user.you) onOwnRoles();
    });
  };
  const makeLink = (user: UserView): void => {
    setFault(null);
    callApi<IssuedLinkReply>('POST', `/api/users/${user.id}/link`).then(
      (link) => setIssued({ user: user.name, link }),
      setFault,
    );
  };
  return (
    <main class="page" id="content">
      <header class="page-head">
        <h1>{said.title}</h1>
      </header>
      {error === null ? null : <Problem error={error} retry={reload} />}
      {fault === null ? null : <Problem error={fault} />}
      {reply === null ? (
        error === null ? (
          <p class="loading">{words.faults.loading}</p>
        ) : null
      ) : (
        <div class="users-columns">
          <div class="users-lists">
            <section class="panel" aria-labelledby="list-title">
              <h2 id="list-title">{said.listTitle}</h2>
              <table class="list">
                <thead>
                  <tr>
                    <th scope="col">{words.accounts.name}</th>
                    <th scope="col">{said.rolesHead}</th>
                    <th scope="col">{said.lastSignedIn}</th>
                    <th scope="col">
                      <span class="visually-hidden">{said.actions}</span>
                    </th>
                  </tr>
                </thead>
                <tbody>
                  {reply.users.map((user) => (
                    <UserRow
                      key={user.id}
                      user={user}
                      onRoles={() => setAsking({ what: 'roles', user })}
                      onLink={() => makeLink(user)}
                      onDisable={() => setAsking({ what: 'disable', user })}
                      onEnable={() => void act('POST', `/api/users/${user.id}/enable`)}
                    />
                  ))}
                </tbody>
              </table>
              {issued === null ? null : (
                <>
                  <h3>{said.passwordLinkOf(issued.user)}</h3>
                  <IssuedLink issued={issued.link} />
                </>
              )}
            </section>
            <section class="panel" aria-labelledby="invitations-title">
              <h2 id="invitations-title">{said.invitationsTitle}</h2>
              {reply.invitations.length === 0 ? <p class="muted">{said.noInvitations}</p> : null}
              <ul class="invitations">
                {reply.invitations.map(({ id, name, roles, endsAt }) => (
                  <li key={id}>
                    <span>
                      <strong>{name ?? said.anyone}</strong>{' '}
                      <span class="muted">
                        {namesOf(roles)}. {said.until} {words.time(endsAt)}
                      </span>
                    </span>
                    <button
                      type="button"
                      class="button"
                      aria-label={said.withdrawOf(name ?? said.anyone)}
                      onClick={() => void act('DELETE', `/api/users/invitations/${id}`)}
                    >
                      {said.withdraw}
                    </button>
                  </li>
                ))}
              </ul>
            </section>
          </div>
          <InvitePanel onInvited={reload} />
        </div>
      )}
      {asking?.what === 'roles' ? (
        <RolesDialog
          user={asking.user}
          onSave={(roles) => saveRoles(asking.user, roles)}
          onClose={() => setAsking(null)}
        />
      ) : null}
      {asking?.what === 'disable' ? (
        <ConfirmDialog
          title={said.disableTitle(asking.user.name)}
          text={[said.disableText]}
          action={said.disableAction}
          otherwise={said.keep}
          onConfirm={() => void act('POST', `/api/users/${asking.user.id}/disable`)}
          onClose={() => setAsking(null)}
        />
      ) : null}
    </main>
  );
};
