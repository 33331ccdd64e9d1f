import { PRODUCT_NAME } from '#glue/product';

/** Around each body. Styles are in the document: mail programs load none. `it.body` is HTML. */
export const LAYOUT = `<!doctype html>
<html lang="<%= it.language %>">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width">
<title><%= it.subject %></title>
</head>
<body style="margin:0;padding:24px;background:#f4f4f5;color:#18181b;font:16px/1.5 sans-serif">
<div style="max-width:560px;margin:0 auto;padding:24px;background:#fff;border-radius:8px">
<%~ it.body %>
</div>
<p style="max-width:560px;margin:16px auto 0;color:#52525b;font-size:13px">${PRODUCT_NAME}</p>
</body>
</html>
`;
