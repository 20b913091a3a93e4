import Head from 'next/head';
import Link from 'next/link';

export default function A() {
  return (
    <main>
      <Head>
        <link key="c" rel="canonical" href="https://courier.example/admiral-roof-approved" />
      </Head>
      <h1>One</h1>
      <Link id="next" href="/two">two</Link>
      <recommender-block site="default" />
      <p>After</p>
    </main>
  );
}
