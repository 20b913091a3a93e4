import { Html, Head, Main, NextScript } from 'next/document';

export default function Document() {
  return (
    <Html lang="en">
      <Head />
      <body>
        <Main />
        <NextScript />
        <script async src="http://127.0.0.1:18180/embed.js"></script>
      </body>
    </Html>
  );
}
