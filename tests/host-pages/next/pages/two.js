import Head from 'next/head';
import Link from 'next/link';

export default function B() {
  return (
    <main>
      <Head>
        <link key="c" rel="canonical" href="https://courier.example/athletic-new-coach" />
      </Head>
      <h1>Two</h1>
      <Link id="next" href="/">one</Link>
      <recommender-block site="default" />
    </main>
  );
}
