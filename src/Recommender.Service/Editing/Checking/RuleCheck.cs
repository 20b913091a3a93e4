using System.Globalization;
using Recommender.Service.Articles;
using Recommender.Service.Blocks;
using Recommender.Service.Blocks.Snapshots;
using Recommender.Service.Rules;
using Recommender.Service.Storage;

namespace Recommender.Service.Editing.Checking;

/// <summary>
/// Whether a rule says something that can be done: errors by field, and warnings about what is not there now but may come (back).
/// </summary>
internal sealed class RuleCheck
{
    private const int MaxName = 200;
    private const int MaxReason = 1000;
    private static readonly RuleSubject[] Excludable = [RuleSubject.Article, RuleSubject.Section, RuleSubject.Tag, RuleSubject.Author];
    private readonly ArticleIndex _articles;
    private readonly RuleInput _rule;
    private readonly FieldErrors _errors = new();
    private readonly List<string> _warnings = [];

    private RuleCheck(ArticleIndex articles, RuleInput rule) => (_articles, _rule) = (articles, rule);

    /// <param name="rule">As it was written.</param>
    /// <param name="articles">The site's articles now.</param>
    /// <param name="requireReason">Whether it must have a reason.</param>
    /// <returns>The rule in its one spelling, what is wrong with it, and what is to be known of it.</returns>
    public static CheckedRule Of(RuleInput rule, ArticleIndex articles, bool requireReason)
    {
        var check = new RuleCheck(articles, Tidy(rule));
        check.Run(requireReason);
        return new CheckedRule(check._rule, check._errors.All, check._warnings);
    }

    /// <summary>Warnings of a rule that stands already.</summary>
    public static IReadOnlyList<string> WarningsOf(Rule rule, ArticleIndex articles) => Of(RuleInput.Of(rule), articles, requireReason: false).Warnings;

    private void Run(bool requireReason)
    {
        if (_rule.Kind is not { } kind)
        {
            _errors.Add("kind", "is missing: say pin, exclude, boost, noBlock, lock or present");
            return;
        }

        CheckScope();
        CheckFields(kind);
        CheckSubject(kind);
        CheckValues(kind);
        _errors.Schedule(_rule.Schedule);
        if (requireReason && _rule.Reason is null)
        {
            _errors.Add("reason", "is missing: this site wants to know why");
        }
    }

    private void CheckScope()
    {
        switch (_rule.Scope, _rule.ScopeValue)
        {
            case (null, _):
                _errors.Add("scope", "is missing: say article, section, tag or site");
                break;
            case (RuleScope.Site, not null):
                _errors.Add("scopeValue", "has no meaning where the scope is the whole site");
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
                _errors.Text("scopeValue", tag, MaxName);
                break;
        }
    }

    // Refused, not dropped: who sends a slot with a boost meant something else.
    private void CheckFields(RuleKind kind)
    {
        var ofPick = kind == RuleKind.Present && _rule.Subject is not null;
        var ofBlock = kind == RuleKind.Present && _rule.Subject is null;
        Takes(kind is RuleKind.Pin or RuleKind.Exclude or RuleKind.Boost or RuleKind.Present, "subject", _rule.Subject);
        Takes(kind is RuleKind.Pin or RuleKind.Exclude or RuleKind.Boost or RuleKind.Present, "subjectValue", _rule.SubjectValue);
        Takes(kind == RuleKind.Pin, "slot", _rule.Slot);
        Takes(kind == RuleKind.Boost, "factor", _rule.Factor);
        Takes(kind == RuleKind.Lock, "items", _rule.Items);
        Takes(kind == RuleKind.Pin, "retireBelow", _rule.RetireBelow);
        Takes(ofPick, "title", _rule.Title, ofBlock);
        Takes(ofPick, "image", _rule.Image, ofBlock);
        Takes(ofPick, "label", _rule.Label, ofBlock);
        Takes(ofBlock, "heading", _rule.Heading, ofPick);
        Takes(ofBlock, "language", _rule.Language, ofPick);
        Takes(ofBlock, "dateFormat", _rule.DateFormat, ofPick);
    }

    private void Takes(bool takes, string field, object? value, bool otherHalf = false)
    {
        if (!takes && value is not null)
        {
            var kind = EnumWords.Of(_rule.Kind!.Value);
            _errors.Add(field, otherHalf
                ? $"cannot stand here: a present rule is either of one pick (subject, title, image, label) or of the block (heading, language, dateFormat)"
                : $"has no meaning for a rule of kind {kind}");
        }
    }

    private void CheckSubject(RuleKind kind)
    {
        if (_rule.Subject is not { } subject)
        {
            if (kind is RuleKind.Pin or RuleKind.Exclude or RuleKind.Boost)
            {
                _errors.Add("subject", "is missing: say what the rule moves");
            }
            else if (kind == RuleKind.Present && _rule.SubjectValue is not null)
            {
                _errors.Add("subject", "is missing: say what subjectValue names");
            }

            return;
        }

        if ((kind is RuleKind.Pin or RuleKind.Present && subject != RuleSubject.Article) || (kind == RuleKind.Exclude && !Excludable.Contains(subject)))
        {
            _errors.Add("subject", kind == RuleKind.Exclude ? "must be article, section, tag or author" : "must be article");
            return;
        }

        switch (subject, _rule.SubjectValue)
        {
            case (_, null):
                _errors.Add("subjectValue", $"is missing: say which {EnumWords.Of(subject)}");
                break;
            case (RuleSubject.Article, var key):
                CheckArticle("subjectValue", key);
                if (_rule.Scope == RuleScope.Article && key == _rule.ScopeValue)
                {
                    _errors.Add("subjectValue", "is the page's own article, which never stands in its own block");
                }

                break;
            case (RuleSubject.Section, var section):
                CheckSection("subjectValue", section);
                break;
            case (RuleSubject.Age, var days):
                if (!double.TryParse(days, NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var number)
                    || number == 0 || Math.Abs(number) > 100_000)
                {
                    _errors.Add("subjectValue", "must be a number of days: above 0 for older than that, below 0 for at most so old");
                }

                break;
            case (_, var name):
                _errors.Text("subjectValue", name, MaxName);
                break;
        }
    }

    private void CheckValues(RuleKind kind)
    {
        if (kind == RuleKind.Pin && _rule.Slot is not (>= 1 and <= BlockOptions.MaxLimit))
        {
            _errors.Add("slot", $"must be from 1 to {BlockOptions.MaxLimit}");
        }

        if (kind == RuleKind.Boost && _rule.Factor is not ((>= 0 and <= 0.9) or (>= 1 and <= 10)))
        {
            _errors.Add("factor", "must be from 1 to 10 to move up, or from 0 to 0.9 to move down");
        }

        if (kind == RuleKind.Lock)
        {
            CheckLock(_rule.Items ?? []);
        }

        if (kind == RuleKind.Present && (_rule.Title ?? _rule.Image ?? _rule.Label ?? _rule.Heading ?? _rule.Language ?? _rule.DateFormat) is null)
        {
            _errors.Add("kind", "is present, and nothing is presented: give a pick its title, image or label, or the block its heading, language or dateFormat");
        }

        if (_rule.RetireBelow is { } share && !(share > 0 && share <= 1))
        {
            _errors.Add("retireBelow", "must be above 0 and at most 1");
        }

        _errors.Text("title", _rule.Title, 500);
        _errors.Text("label", _rule.Label, 100);
        _errors.Text("heading", _rule.Heading, MaxName);
        _errors.Text("reason", _rule.Reason, MaxReason);
        _errors.WebAddress("image", _rule.Image);
        _errors.LanguageTag("language", _rule.Language);
        _errors.DateFormat("dateFormat", _rule.DateFormat);
    }

    private void CheckLock(IReadOnlyList<string> items)
    {
        if (items.Count is < 1 or > BlockOptions.MaxLimit)
        {
            _errors.Add("items", $"must be 1 to {BlockOptions.MaxLimit} articles; for no block at all there is the kind noBlock");
            return;
        }

        foreach (var key in items)
        {
            CheckArticle("items", key);
        }

        if (items.Distinct(StringComparer.Ordinal).Count() < items.Count)
        {
            _errors.Add("items", "holds an article twice");
        }

        if (_rule.Scope == RuleScope.Article && items.Contains(_rule.ScopeValue))
        {
            _errors.Add("items", "holds the page's own article, which never stands in its own block");
        }
    }

    private void CheckArticle(string field, string? key)
    {
        if (key is null || !ArticleKey.IsKey(key))
        {
            _errors.Add(field, "must be an article's key: 12 letters and digits, as lists of articles and blocks tell it");
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
        _errors.Text(field, section, MaxName);
        if (!_articles.Sections.Contains(section, StringComparer.OrdinalIgnoreCase))
        {
            _warnings.Add($"{field}: no article of the site is in section {section} now");
        }
    }

    // Blank is absent; keys have one spelling; space around words is an accident.
    private static RuleInput Tidy(RuleInput rule)
    {
        var tidy = rule with
        {
            ScopeValue = Word(rule.ScopeValue), SubjectValue = Word(rule.SubjectValue), Title = Word(rule.Title), Image = Word(rule.Image),
            Label = Word(rule.Label), Heading = Word(rule.Heading), Language = Word(rule.Language), DateFormat = Word(rule.DateFormat),
            Reason = Word(rule.Reason), Items = rule.Items is null or [] ? null : [.. rule.Items.Select(key => key?.Trim().ToLowerInvariant() ?? "")],
            Schedule = rule.Schedule is null ? null : rule.Schedule with { Days = [.. (rule.Schedule.Days ?? []).Distinct().Order()] },
        };
        return tidy with
        {
            ScopeValue = tidy.Scope == RuleScope.Article ? tidy.ScopeValue?.ToLowerInvariant() : tidy.ScopeValue,
            SubjectValue = tidy.Subject == RuleSubject.Article ? tidy.SubjectValue?.ToLowerInvariant() : tidy.SubjectValue,
            Schedule = tidy.Schedule is { Starts: null, Ends: null, Days: [], From: null, To: null } ? null : tidy.Schedule,
        };
    }

    private static string? Word(string? text) => string.IsNullOrWhiteSpace(text) ? null : text.Trim();
}
