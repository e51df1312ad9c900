// What the platform itself costs: one insert without anything else, one constant page.
export default {
  async fetch(request, env) {
    if (request.method === "PUT") {
      const body = await request.text();
      await env.DB.prepare("insert into thing (id, body) values (?1, ?2)").bind(crypto.randomUUID(), body).run();
      return new Response('{"ok":true}', { status: 201, headers: { "content-type": "application/json" } });
    }
    return new Response(env.PAGE, { headers: { "content-type": "text/html; charset=utf-8" } });
  },
};
