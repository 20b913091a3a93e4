namespace Recommender.Service.Related.Serving;

/// <summary>What stands between a reader and the endpoints of blocks.</summary>
internal static class ServingPipeline
{
    /// <summary>To be put after routing: it goes by what endpoints say of themselves.</summary>
    public static void UseServing(this WebApplication app) => app
        .UseMiddleware<ClientLimitMiddleware>()
        .UseMiddleware<HeldAnswersMiddleware>()
        .UseMiddleware<OverloadMiddleware>();
}
