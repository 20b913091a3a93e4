namespace Recommender.Service.Importing.Text.WrittenDates;

/// <summary>Goes over the tokens of a date once, and tells for each what it is.</summary>
internal sealed partial class DateScan(string text, List<DateToken> tokens, ulong language)
{
    private static readonly DateToken None = new(DateTokenKind.Mark, "\0", 0, 0, 0, false, false);

    private readonly DateFields _fields = new();
    private int _at;
    private DateRoles _before;
    private int _era;
    private bool _isAfterTime;
    private bool _isOffsetRead;

    /// <summary>The fields; null if a part of the text is not of a date.</summary>
    public static DateFields? Of(string text, ulong language)
    {
        var scan = new DateScan(text, DateLexer.Read(text), language);
        while (scan._at < scan.Count)
        {
            var token = scan.Token(0);
            if (!(token.IsNumber ? scan.ReadNumber(token) : token.IsWord ? scan.ReadWord(token) : scan.ReadMark(token)))
            {
                return null;
            }
        }

        return scan._fields;
    }

    private int Count => tokens.Count;

    private DateToken Token(int ahead) => _at + ahead >= 0 && _at + ahead < Count ? tokens[_at + ahead] : None;

    private DateRoles RoleAt(int ahead) => Token(ahead) is { IsWord: true } word && DateWords.Find(word.Text) is { } known
        ? known.Roles : DateRoles.None;

    private bool ReadNumber(DateToken number)
    {
        var before = _before;
        (_before, var era, _era) = (DateRoles.None, _era, 0);
        if (_fields.Time is null && ReadTime(number, before) is { } isTime)
        {
            return isTime;
        }

        if (number.Value is < 0 or > 99_999_999)
        {
            return false;
        }

        _isAfterTime = false;
        var value = (int)number.Value;
        if (era > 0)
        {
            _fields.Year = era + value;
            _at += (RoleAt(1) & DateRoles.Year) != 0 ? 2 : 1;
            return true;
        }

        return ReadUnit(value, before) || ReadWeek(number) || ReadCompact(number) || ReadPlain(number, value);
    }

    private bool ReadUnit(int value, DateRoles before)
    {
        var role = RoleAt(1);
        if ((role & DateRoles.Year) != 0 || (before & DateRoles.BeforeYear) != 0)
        {
            _fields.Year = value;
        }
        else if ((role & DateRoles.Month) != 0 || (before & DateRoles.BeforeMonth) != 0)
        {
            _fields.Month = value;
        }
        else if ((role & DateRoles.Day) != 0 || (before & DateRoles.BeforeDay) != 0)
        {
            _fields.Day = value;
        }
        else
        {
            return false;
        }

        _at++;
        if ((role & (DateRoles.Year | DateRoles.Month | DateRoles.Day)) != 0)
        {
            _fields.IsKorean |= IsHangul(Token(0).Text[0]);
            _at++;
        }

        return true;
    }

    // "2026-W13-3", "2026W133".
    private bool ReadWeek(DateToken year)
    {
        var ahead = Token(1).IsMark('-') ? 2 : 1;
        if (year.Digits != 4 || (RoleAt(ahead) & DateRoles.Week) == 0 || Token(ahead + 1) is not { IsNumber: true, Digits: 2 or 3 } week)
        {
            return false;
        }

        (_fields.Year, _fields.WeekOfYear) = ((int)year.Value, week.Digits == 3 ? (int)week.Value / 10 : (int)week.Value);
        _fields.Day = week.Digits == 3 ? (int)week.Value % 10 : 1;
        _at += ahead + 2;
        if (week.Digits == 2 && Token(0).IsMark('-') && Token(1) is { IsNumber: true, Digits: 1 } day)
        {
            _fields.Day = (int)day.Value;
            _at += 2;
        }

        return true;
    }

    // "20210504", "20210504T1320", "20210504 132005".
    private bool ReadCompact(DateToken date)
    {
        if (date.Digits != 8)
        {
            return false;
        }

        (_fields.Year, _fields.Month, _fields.Day) =
            ((int)(date.Value / 10_000), (int)(date.Value / 100 % 100), (int)(date.Value % 100));
        var ahead = (RoleAt(1) & DateRoles.TimeMark) != 0 ? 2 : 1;
        if (_fields.Time is null && Token(ahead) is { IsNumber: true, Digits: 4 or 6 } time)
        {
            var value = (int)(time.Digits == 4 ? time.Value * 100 : time.Value);
            return Take(value / 10_000, value / 100 % 100, value % 100, ahead + 1);
        }

        _at++;
        return true;
    }

    private bool ReadPlain(DateToken number, int value)
    {
        if (number.Digits > 4)
        {
            return false;
        }

        var mark = Token(-1);
        var isOrdinal = Token(1) is { IsWord: true, IsSpaced: false } && (RoleAt(1) & DateRoles.Ordinal) != 0;
        _fields.Numbers.Add(new DateNumber(
            value, number.Digits, _at, mark.Kind == DateTokenKind.Mark && !number.IsSpaced ? mark.Text[0] : '\0', isOrdinal));
        _at += isOrdinal ? 2 : 1;
        return true;
    }

    private bool ReadMark(DateToken mark)
    {
        switch (mark.Text[0])
        {
            case '+' or '-' when _isAfterTime && !_isOffsetRead && Token(1) is { IsNumber: true, IsSpaced: false }:
                return ReadOffset(mark.Text[0]);
            case ':' when Token(-1).IsWord || Token(-1).Digits == 4:
            case ',' or '.' or ';' or '|' or '/' or '-' or '\'' or '@' or '*' or '~' or '·' or '・' or '•':
                _at++;
                return true;
            default:
                _at++;
                return mark.IsInside;
        }
    }
}
