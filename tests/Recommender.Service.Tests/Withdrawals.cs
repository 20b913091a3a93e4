using Recommender.Service.Articles;
using Recommender.Service.Storage;

namespace Recommender.Service.Tests;

/// <summary>Withdraws articles as a full look at their source does.</summary>
internal static class Withdrawals
{
    public static Task WithdrawAsync(this RunningService service, string site, IReadOnlyCollection<string> sourceIds) =>
        service.Get<Database>().WithdrawAsync(site, sourceIds, service.Clock.GetUtcNow());

    public static Task WithdrawAsync(this Database database, string site, params IReadOnlyCollection<string> sourceIds) =>
        database.WithdrawAsync(site, sourceIds, TimeProvider.System.GetUtcNow());

    private static Task WithdrawAsync(this Database database, string site, IReadOnlyCollection<string> sourceIds, DateTimeOffset now) =>
        database.WriteAsync(
            (connection, transaction) => ArticleStore.WithdrawAsync(connection, transaction, site, sourceIds, now),
            TestContext.Current.CancellationToken);
}
