using Microsoft.AspNetCore.Http.HttpResults;
using Recommender.Service.Blocks.Snapshots;
using Recommender.Service.Desk.Editing;
using Recommender.Service.Desk.Search;
using Recommender.Service.Editing;
using Recommender.Service.Editing.States;
using Recommender.Service.People;
using Recommender.Service.Rules;
using Recommender.Service.Web;

namespace Recommender.Service.Desk.RulePages;

/// <summary><c>/desk/{site}/rules</c></summary>
internal static class RuleListPages
{
    private const int PageLength = 50;

    public static void MapRuleList(this IEndpointRouteBuilder pages) =>
        pages.MapMethods("/desk/{site}/rules", ReadRoutes.Methods, Show).RequireRole(Role.Viewer);

    private static async Task<IResult> Show(
        string site, [AsParameters] RuleListQuery query, HttpContext context, SiteSnapshots snapshots, RuleStore store,
        SiteBlockOptions settings, ArticleSearch search, TimeProvider clock, CancellationToken cancel)
    {
        if (snapshots.Find(site) is not { } snapshot)
        {
            return DeskPages.NotFound(context);
        }

        // A form also sends its empty fields.
        var errors = new ParameterErrors();
        var given = new RuleListQuery
        {
            Kind = Filled(query.Kind), Scope = Filled(query.Scope), Article = Filled(query.Article), Text = Filled(query.Text),
            State = Filled(query.State), Before = Filled(query.Before),
        };
        var filter = given.Read(errors) with { Limit = PageLength };
        if (errors.Any)
        {
            return TypedResults.StatusCode(StatusCodes.Status400BadRequest);
        }

        if (filter.Text is { } text)
        {
            var named = new ArticleQuery
            {
                Typed = text, HeadsOnly = true, WithRules = filter.Removed == false, Limit = ArticleQuery.MaxLimit,
            };
            var articles = await search.FindAsync(snapshot, named, cancel);
            filter = filter with { Named = [.. articles.Articles.Select(article => article.Key)] };
        }

        var page = await store.ListAsync(site, filter, cancel);
        var states = new RuleStates(snapshot, settings.Of(site), clock.GetUtcNow());
        var served = snapshot.Rules.Rules.ToDictionary(rule => rule.Id, StringComparer.Ordinal);
        var zone = settings.Of(site).TimeZone;
        return new RazorComponentResult<RuleListPage>(new
        {
            Frame = DeskFrame.Of(context), Site = site, Filter = filter, page.Total, page.Next, page.Unreadable, Zone = zone,
            MayEditAll = ActingRole.Of(context) >= Role.ChiefEditor,
            Rules = page.Rules.Select(rule => new BlockRule(
                rule, RuleSentence.Of(rule, snapshot.Articles, zone), states.Of(served.GetValueOrDefault(rule.Id) ?? rule),
                RulePolicy.MayWrite(context, rule.Scope), false)).ToList(),
        });
    }

    private static string[]? Filled(string[]? values) =>
        values?.Where(value => value.Length > 0).ToArray() is { Length: > 0 } filled ? filled : null;
}
