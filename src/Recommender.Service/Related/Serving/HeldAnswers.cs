namespace Recommender.Service.Related.Serving;

/// <summary>Marks an endpoint whose answers are held: they go out before its parameters are read.</summary>
/// <param name="Kind">What form of a block it answers with.</param>
internal sealed record HeldAnswers(string Kind);

/// <summary>Sends what is held; asks the endpoint for all else.</summary>
internal sealed class HeldAnswersMiddleware(RequestDelegate next, SiteSnapshots snapshots, BlockAnswers answers)
{
    public Task InvokeAsync(HttpContext context)
    {
        if (context.GetEndpoint()?.Metadata.GetMetadata<HeldAnswers>() is { } held
            && context.Request.RouteValues["site"] is string site && snapshots.Find(site) is { } snapshot
            && answers.Find(snapshot, held.Kind, context.Request.QueryString.Value ?? "") is { } answer)
        {
            return AnswerWriter.WriteAsync(context, answer);
        }

        return next(context);
    }
}
