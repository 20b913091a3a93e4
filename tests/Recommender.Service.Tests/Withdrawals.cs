using Recommender.Service.Articles;
using Recommender.Service.Storage;

namespace Recommender.Service.Tests;

/// <summary>Withdraws articles as a full look at their source does.</summary>
internal static class Withdrawals
{
    public static Task WithdrawAsync(this Database database, string site, params IReadOnlyCollection<string> sourceIds) =>
        database.WriteAsync(
            (connection, transaction) =>
                ArticleStore.WithdrawAsync(connection, transaction, site, sourceIds, TimeProvider.System.GetUtcNow()),
            TestContext.Current.CancellationToken);
}
