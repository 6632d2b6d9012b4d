// tests/demo/sdk.test.mjs: the official Node SDK works with the demo cloud, unchanged.
//
// Usage: node sdk.test.mjs FOLDER, where FOLDER/node_modules/cloudinary is installed
// and CLOUDINARY_URL names a running demo cloud. Prints TAP.
import { createRequire } from 'node:module';
import { createHash } from 'node:crypto';
import assert from 'node:assert/strict';
import path from 'node:path';

const require = createRequire(path.join(path.resolve(process.argv[2]), 'x.js'));
const cloudinary = require('cloudinary').v2;

const md5 = bytes => createHash('md5').update(bytes).digest('hex');

const fetchBytes = async url => {
  const reply = await fetch(url);
  assert.equal(reply.status, 200, `${url.replace(/\?.*/, '')}: ${reply.headers.get('x-cld-error')}`);
  return Buffer.from(await reply.arrayBuffer());
};

const listAll = async (resourceType, pageSize) => {
  const found = [];
  let cursor;
  do {
    const page = await cloudinary.api.resources(
      { resource_type: resourceType, max_results: pageSize, next_cursor: cursor, tags: true, context: true, metadata: true });
    found.push(...page.resources);
    cursor = page.next_cursor;
  } while (cursor);
  return found;
};

const rejects = async (promise, httpCode, words) => {
  try {
    await promise;
  } catch (failure) {
    const error = failure.error ?? failure;
    assert.equal(error.http_code, httpCode);
    assert.match(error.message, words);
    return;
  }
  assert.fail('was not refused');
};

const tests = {
  'ping answers': async () => {
    const reply = await cloudinary.api.ping();
    assert.equal(reply.status, 'ok');
    assert.equal(reply.rate_limit_allowed, 2000);
    assert.ok(reply.rate_limit_remaining < 2000);
    assert.ok(reply.rate_limit_reset_at instanceof Date);
  },
  'a wrong secret is refused': () =>
    rejects(cloudinary.api.ping({ api_secret: 'wrong' }), 401, /api_secret mismatch/),
  'config tells the folder mode': async () => {
    const config = await cloudinary.api.config({ settings: true });
    assert.equal(config.cloud_name, 'demo-studio');
    assert.equal(config.settings.folder_mode, 'dynamic');
  },
  'usage has figures': async () => {
    const usage = await cloudinary.api.usage();
    assert.ok(usage.credits.limit > 0);
    assert.ok(usage.resources > 0);
    assert.ok(usage.media_limits.image_max_px > 0);
  },
  'pages add up to the same set as one large page': async () => {
    for (const type of ['image', 'video', 'raw']) {
      const small = await listAll(type, 17), large = await listAll(type, 500);
      assert.deepEqual(small.map(each => each.asset_id), large.map(each => each.asset_id));
      assert.equal(new Set(small.map(each => each.asset_id)).size, small.length);
    }
  },
  'search finds what listings list': async () => {
    const found = new Map();
    let cursor;
    do {
      const search = cloudinary.search.sort_by('created_at', 'desc').max_results(30).with_field('tags').with_field('context').with_field('metadata');
      const page = await (cursor ? search.next_cursor(cursor) : search).execute();
      page.resources.forEach(each => found.set(each.asset_id, each));
      cursor = page.next_cursor;
    } while (cursor);
    const listed = (await Promise.all(['image', 'video', 'raw'].map(type => listAll(type, 500)))).flat();
    assert.equal(found.size, listed.length);
    for (const entry of listed) {
      assert.equal(found.get(entry.asset_id).bytes, entry.bytes);
      assert.match(found.get(entry.asset_id).etag, /^[0-9a-f]{32}$/);
      assert.deepEqual(found.get(entry.asset_id).tags ?? [], entry.tags ?? []);
    }
  },
  'a search narrows': async () => {
    const page = await cloudinary.search.expression('resource_type:image AND type:upload').max_results(5).execute();
    assert.ok(page.resources.length > 0);
    assert.ok(page.resources.every(each => each.resource_type === 'image' && each.type === 'upload'));
    await rejects(cloudinary.search.expression('*').execute(), 400, /Query Error/);
  },
  'details by public id and by asset id agree': async () => {
    const [entry] = (await cloudinary.api.resources({ resource_type: 'image', type: 'upload', max_results: 1 })).resources;
    const byName = await cloudinary.api.resource(entry.public_id, { media_metadata: true });
    const byId = await cloudinary.api.resource_by_asset_id(entry.asset_id, { media_metadata: true });
    assert.equal(byName.asset_id, entry.asset_id);
    assert.equal(byId.public_id, entry.public_id);
    assert.ok(byName.image_metadata);
    await rejects(cloudinary.api.resource('no such/photo'), 404, /Resource not found - no such\/photo/);
  },
  'folders, tags and the metadata schema': async () => {
    const { folders } = await cloudinary.api.root_folders({ max_results: 500 });
    assert.ok(folders.length > 0);
    for (const folder of folders.slice(0, 5))
      assert.ok((await cloudinary.api.sub_folders(folder.path)).folders);
    assert.ok(Array.isArray((await cloudinary.api.tags({ max_results: 100 })).tags));
    assert.ok((await cloudinary.api.list_metadata_fields()).metadata_fields.length > 0);
  },
  'every secure_url gives the bytes of its etag': async () => {
    const page = await cloudinary.search.max_results(100).execute();
    for (const entry of page.resources.filter(each => ['upload', 'private', 'authenticated'].includes(each.type))) {
      const bytes = await fetchBytes(entry.secure_url);
      assert.equal(bytes.length, entry.bytes, entry.public_id);
      assert.equal(md5(bytes), entry.etag, entry.public_id);
    }
  },
  'private_download_url gives the original': async () => {
    const page = await cloudinary.search.max_results(100).execute();
    for (const entry of page.resources.filter(each => ['upload', 'private', 'authenticated'].includes(each.type))) {
      const url = cloudinary.utils.private_download_url(entry.public_id, entry.resource_type === 'raw' ? undefined : entry.format,
        { resource_type: entry.resource_type, type: entry.type });
      assert.equal(md5(await fetchBytes(url)), entry.etag, entry.public_id);
    }
  },
  'addresses that the SDK signs are taken': async () => {
    const origin = new URL((await cloudinary.api.resources({ max_results: 1 })).resources[0].secure_url).origin;
    const page = await cloudinary.search.expression('resource_type:image').max_results(100).execute();
    for (const entry of page.resources.filter(each => ['upload', 'private', 'authenticated'].includes(each.type))) {
      for (const algorithm of ['sha1', 'sha256']) {
        const url = new URL(cloudinary.url(entry.public_id,
          { type: entry.type, version: entry.version, format: entry.format, sign_url: true, secure: true, signature_algorithm: algorithm, urlAnalytics: false }));
        assert.equal(md5(await fetchBytes(origin + url.pathname)), entry.etag, entry.public_id);
      }
    }
  },
  'uploading is refused': () =>
    rejects(cloudinary.uploader.upload('data:text/plain;base64,aGVsbG8=', { resource_type: 'raw' }), 405, /405/),
};

const names = Object.keys(tests);
console.log(`1..${names.length}`);
let failed = 0;
for (const [index, name] of names.entries()) {
  try {
    await tests[name]();
    console.log(`ok ${index + 1} - ${name}`);
  } catch (error) {
    failed++;
    console.log(`not ok ${index + 1} - ${name}`);
    console.log(String(error.stack ?? JSON.stringify(error)).replace(/^/gm, '# '));
  }
}
process.exit(failed ? 1 : 0);
