import { type ChildProcess, spawn } from 'node:child_process';
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join, relative, resolve } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { freePort } from '../faults/program.ts';

const release = resolve(import.meta.dirname, '../../dist');
const files = () =>
  readdirSync(release, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => relative(release, join(entry.parentPath, entry.name)).replaceAll('\\', '/'));

describe('OP-07 the release', () => {
  test('holds no test, no set-up of tests, no source, no source map, no data of the repository', () => {
    const bad = files().filter((file) =>
      /\.map$|\.tsx?$|\.test\.|(^|\/)(testing[\w-]*|fixtures|random-[\w-]+|lived-case)\.js$|(^|\/)\.(git|env|npmrc)|(^|\/)gallery|demonstration-accounts/.test(
        file,
      ),
    );
    expect(bad).toEqual([]);
    expect(files().length).toBeGreaterThan(300);
    const mapped = files().filter(
      (file) => /\.(js|css)$/.test(file) && readFileSync(join(release, file), 'utf8').includes('sourceMappingURL='),
    );
    expect(mapped).toEqual([]);
  });

  test('misses nothing that it needs: every file that is imported is there', () => {
    const missing = files()
      .filter((file) => file.startsWith('src/') && file.endsWith('.js'))
      .flatMap((file) => {
        const path = join(release, file);
        const named = [...readFileSync(path, 'utf8').matchAll(/(?:from|import)\s*\(?\s*["'](\.{1,2}\/[^"']+)["']/g)];
        return named.flatMap(([, target]) => (existsSync(join(dirname(path), target!)) ? [] : [`${file} → ${target}`]));
      });
    expect(missing).toEqual([]);
  });
});

/** What the public is answered at all. */
const listed: ReadonlySet<string> = new Set([
  '/',
  '/desk',
  '/desk/sign-in',
  '/desk/set-up',
  '/set-up',
  '/verify',
  '/portal.css',
  '/healthz',
  '/readyz',
  '/api/openapi.json',
  '/api/identity/set-up',
  '/honglu.svg',
]);

const names =
  `.git/config .git/HEAD .gitignore .svn/entries .hg/store .env .env.local .env.production .npmrc .htaccess .htpasswd .DS_Store
  .vscode/settings.json .idea/workspace.xml package.json package-lock.json tsconfig.json vite.config.ts vitest.config.ts biome.json knip.ts
  README.md CHANGELOG.md LICENSE Dockerfile docker-compose.yml Makefile node_modules/pg/package.json src/services.ts src/apps/server/main.ts
  dist/src/services.js index.js main.js main.js.map app.js.map server.js index.html.bak backup.zip backup.tar.gz dump.sql db.sqlite data.db
  data/keys/master.key keys/master.key keys/anchor.key anchors/audit.jsonl pg/PG_VERSION logs/honglu.log demonstration-accounts.json
  admin administrator admin/login login login.php signin user/login wp-login.php wp-admin wp-admin/install.php xmlrpc.php wp-content
  phpinfo.php info.php test.php phpmyadmin pma mysql adminer.php cgi-bin/test.cgi cgi-bin/status server-status server-info manager/html
  host-manager/html jenkins solr actuator actuator/health actuator/env actuator/heapdump actuator/beans env trace dump heapdump metrics
  prometheus health healthcheck status live ready livez debug debug/pprof debug/vars console h2-console druid/index.html druid
  swagger swagger-ui swagger-ui.html swagger/index.html swagger.json swagger/v1/swagger.json v2/api-docs v3/api-docs openapi.json openapi.yaml
  api api/ api/docs api/documentation api/swagger api/v1 api/v1/users api/v2 api/users api/user api/admin api/debug api/test api/health
  api/status api/metrics api/config api/settings/all api/env api/login api/token api/auth api/session api/graphql api/jobs api/demo
  api/demonstration api/reset api/seed api/fixtures api/migrate api/backup api/backups api/restore api/logs api/files api/file api/upload
  api/export api/import api/sql api/query api/exec api/eval api/internal api/private graphql graphiql playground altair explorer
  docs documentation redoc rapidoc scalar test tests testing e2e demo demonstration sample samples example examples gallery desk.map
  storybook coverage coverage/index.html report.html cypress playwright-report dev development staging sandbox mock mocks fixtures seed
  assets assets/ assets/index.js assets/index.js.map assets/../index.html static public uploads upload files download downloads backup
  backups old tmp temp cache log logs error_log errors trace.axd elmah.axd web.config web.xml WEB-INF/web.xml META-INF/MANIFEST.MF crossdomain.xml
  clientaccesspolicy.xml .well-known/openid-configuration .well-known/jwks.json .well-known/change-password oauth/token oauth2/authorize
  saml/metadata sso auth auth/login session sessions users user accounts account register signup setup install install.php installer
  config config.json config.php configuration settings settings.json secrets secret private key.pem server.key id_rsa .ssh/id_rsa .aws/credentials
  credentials password passwords passwd etc/passwd ..%2f..%2fetc%2fpasswd %2e%2e/%2e%2e/etc/passwd ....//....//etc/passwd proc/self/environ
  windows/win.ini boot.ini remote/login vpn/index.html owa ecp autodiscover/autodiscover.xml exchange zabbix nagios grafana kibana
  elasticsearch _cat/indices _search couchdb _utils redis memcached socket.io ws websocket sockjs-node __webpack_hmr @vite/client @fs/etc/passwd
  src/main.tsx __inspect __nuxt _next/static _next/data hot-update.json manifest.json service-worker.js sw.js robots.txt sitemap.xml favicon.ico
  humans.txt feed rss atom.xml search jobs queue worker workers cron pgboss pg-boss shell cmd exec run eval rpc jsonrpc soap wsdl axis2
  cmdb oa seeyon weaver tongda ueditor/net/controller.ashx fckeditor ckfinder kindeditor struts2 index.action login.action index.jsp index.aspx
  default.aspx index.php index.cgi home.do main.do webui ui dashboard panel cpanel plesk webmail roundcube desk.bak desk~ desk.old`
    .split(/\s+/)
    .filter((name) => name !== '');

describe('OP-07 the program of the release, asked as anybody on the net asks it', () => {
  const data = mkdtempSync(join(tmpdir(), 'honglu-release-'));
  let child: ChildProcess;
  let address = '';
  beforeAll(async () => {
    const port = await freePort();
    address = `http://127.0.0.1:${port}`;
    child = spawn(process.execPath, [join(release, 'src/apps/server/main.js'), '--empty'], {
      env: { PATH: process.env.PATH, HOME: process.env.HOME, PORT: String(port), HONGLU_DATA: data },
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    let output = '';
    for (const stream of [child.stdout, child.stderr])
      stream?.on('data', (part: Buffer) => (output += part.toString()));
    for (const until = Date.now() + 120_000; !output.includes(`:${port}`); ) {
      if (child.exitCode !== null || Date.now() > until) throw new Error(`the program did not start: ${output}`);
      await new Promise((resolve) => setTimeout(resolve, 200));
    }
  }, 150_000);
  afterAll(async () => {
    const ended = new Promise((done) => child.once('close', done));
    child.kill('SIGTERM');
    await ended;
    rmSync(data, { recursive: true, force: true });
  }, 40_000);

  test('three hundred usual addresses: what is not in the list is not there', async () => {
    const asked = [...new Set(names.map((name) => `/${name}`))].filter((path) => !listed.has(path));
    expect(asked.length).toBeGreaterThan(300);
    const found: string[] = [];
    for (const path of asked) {
      const answer = await fetch(`${address}${path}`, { redirect: 'manual' });
      const text = await answer.text();
      if (answer.status < 400 || answer.status >= 500) found.push(`${path} ${answer.status} ${text.slice(0, 60)}`);
    }
    expect(found).toEqual([]);
  }, 120_000);

  test('the list is served, and no method but those that are declared is taken anywhere on it', async () => {
    for (const path of listed) {
      // The program is not ready before its first second is over; that is an answer as well.
      const { status } = await fetch(`${address}${path}`);
      expect([path, status < 400 || (path === '/readyz' && status === 503)]).toEqual([path, true]);
      for (const method of ['PUT', 'PATCH', 'DELETE', 'OPTIONS', 'PROPFIND']) {
        const other = await fetch(`${address}${path}`, { method });
        expect([path, method, other.status >= 400 && other.status < 500]).toEqual([path, method, true]);
      }
    }
  }, 60_000);

  test('a fresh start holds no account and no demonstration', async () => {
    const state = await fetch(`${address}/api/identity/set-up`);
    expect(state.status).toBe(200);
    expect(JSON.stringify(await state.json())).toContain('true');
    expect(readdirSync(data)).not.toContain('demonstration-accounts.json');
  });
});
