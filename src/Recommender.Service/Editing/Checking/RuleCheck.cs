using System.Globalization;
using Recommender.Service.Articles;
using Recommender.Service.Blocks.Snapshots;
using Recommender.Service.Rules;
using Recommender.Service.Storage;

namespace Recommender.Service.Editing.Checking;

/// <summary>
/// Checks a rule before it is written: errors by field, and warnings about names that the site does not have now. The kind's own fields are
/// checked by its <see cref="RuleTerms"/>.
/// </summary>
internal sealed class RuleCheck
{
    private readonly ArticleIndex _articles;
    private readonly RuleInput _rule;
    private readonly FieldErrors _errors = new();
    private readonly List<string> _warnings = [];

    private RuleCheck(ArticleIndex articles, RuleInput rule) => (_articles, _rule) = (articles, rule);

    /// <param name="rule">As it was written.</param>
    /// <param name="articles">The site's articles now.</param>
    /// <param name="requireReason">Whether it must have a reason.</param>
    public static CheckedRule Of(RuleInput rule, ArticleIndex articles, bool requireReason)
    {
        var check = new RuleCheck(articles, rule.InOneSpelling());
        check.Run(requireReason);
        return new CheckedRule(check._rule, check._errors.All, check._warnings);
    }

    /// <summary>Warnings about an existing rule.</summary>
    public static IReadOnlyList<string> WarningsOf(Rule rule, ArticleIndex articles) =>
        Of(RuleInput.Of(rule), articles, requireReason: false).Warnings;

    private void Run(bool requireReason)
    {
        if (_rule.Kind is not { } kind)
        {
            _errors.Add("kind", $"is missing: say {Either(Enum.GetValues<RuleKind>())}");
            return;
        }

        var terms = Rule.TermsOf(kind);
        CheckScope();
        // Refused, not ignored: a client that sends a slot with a boost means something else.
        foreach (var field in terms.ForeignTo(_rule))
        {
            _errors.Add(field, $"cannot be given: rules of kind {EnumWords.Of(kind)} have none");
        }

        CheckSubject(terms);
        if (_rule.Items is { Count: <= LockRule.MaxItems } items)
        {
            foreach (var key in items)
            {
                CheckArticle("items", key);
            }
        }

        terms.Check(_rule, _errors);
        _errors.Schedule(_rule.Schedule);
        _errors.Reason(_rule.Reason, requireReason);
    }

    private void CheckScope()
    {
        switch (_rule.Scope, _rule.ScopeValue)
        {
            case (null, _):
                _errors.Add("scope", $"is missing: say {Either(Enum.GetValues<RuleScope>())}");
                break;
            case (RuleScope.Site, not null):
                _errors.Add("scopeValue", "cannot be given for the whole site");
                break;
            case (RuleScope.Site, null):
                break;
            case (_, null):
                _errors.Add("scopeValue", "is missing: say which article, section or tag");
                break;
            case (RuleScope.Article, var key):
                CheckArticle("scopeValue", key);
                break;
            case (RuleScope.Section, var section):
                CheckSection("scopeValue", section);
                break;
            case (_, var tag):
                _errors.Text("scopeValue", tag, FieldErrors.MaxName);
                break;
        }
    }

    private void CheckSubject(RuleTerms terms)
    {
        if (terms.Subjects.Count == 0)
        {
            return;
        }

        if (_rule.Subject is not { } subject)
        {
            if (terms.RequiresSubject)
            {
                _errors.Add("subject", "is missing: say what the rule moves");
            }
            else if (_rule.SubjectValue is not null)
            {
                _errors.Add("subject", "is missing: say what subjectValue names");
            }
        }
        else if (!terms.Subjects.Contains(subject))
        {
            _errors.Add("subject", $"must be {Either(terms.Subjects)}");
        }
        else
        {
            CheckSubjectValue(subject);
        }
    }

    private void CheckSubjectValue(RuleSubject subject)
    {
        switch (subject, _rule.SubjectValue)
        {
            case (_, null):
                _errors.Add("subjectValue", $"is missing: say which {EnumWords.Of(subject)}");
                break;
            case (RuleSubject.Article, var key):
                CheckArticle("subjectValue", key);
                if (_rule.Scope == RuleScope.Article && key == _rule.ScopeValue)
                {
                    _errors.Add("subjectValue", "is the page's own article, which is never in its own block");
                }

                break;
            case (RuleSubject.Section, var section):
                CheckSection("subjectValue", section);
                break;
            case (RuleSubject.Age, var days):
                if (!double.TryParse(
                        days, NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var number)
                    || number == 0 || Math.Abs(number) > 100_000)
                {
                    _errors.Add("subjectValue", "must be a number of days: above 0 for older than that, below 0 for at most so old");
                }

                break;
            case (_, var name):
                _errors.Text("subjectValue", name, FieldErrors.MaxName);
                break;
        }
    }

    private void CheckArticle(string field, string? key)
    {
        if (key is null || !ArticleKey.IsKey(key))
        {
            _errors.Add(field, "must be an article's key: 12 letters and digits, as in lists of articles and in blocks");
        }
        else if (_articles.FindByKey(key) is not (>= 0 and var card))
        {
            _warnings.Add($"{field}: the site has no article {key} now");
        }
        else if (_articles[card].Withdrawn)
        {
            _warnings.Add($"{field}: article {key} is withdrawn; the rule works again when it comes back");
        }
    }

    private void CheckSection(string field, string section)
    {
        _errors.Text(field, section, FieldErrors.MaxName);
        if (!_articles.Sections.Contains(section, StringComparer.OrdinalIgnoreCase))
        {
            _warnings.Add($"{field}: no article of the site is in section {section} now");
        }
    }

    // "article, section, tag or author"
    private static string Either<T>(IReadOnlyList<T> values)
        where T : struct, Enum =>
        values.Count == 1
            ? EnumWords.Of(values[0])
            : $"{string.Join(", ", values.SkipLast(1).Select(EnumWords.Of))} or {EnumWords.Of(values[^1])}";
}
