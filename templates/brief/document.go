package brief

// document is an assessment in one language, before it is laid out.
type document struct {
	blocks []block
}

// block is a heading, a paragraph, a list or a table.
type block interface{ isBlock() }

// heading opens a part; level 1 is the title.
type heading struct {
	level int
	text  string
}

type paragraph struct{ text string }

// list is bulleted, or numbered when the order means something.
type list struct {
	numbered bool
	items    []item
}

// item is one entry: an optional name, an optional text, and what belongs to it.
type item struct {
	name, text string
	under      []item
}

// table has one row of headings. The first column names the row.
type table struct {
	head    []string
	rows    [][]string
	numbers bool // every column but the first holds numbers
}

func (heading) isBlock()   {}
func (paragraph) isBlock() {}
func (list) isBlock()      {}
func (table) isBlock()     {}

func (d *document) add(blocks ...block) { d.blocks = append(d.blocks, blocks...) }

func (d *document) heading(level int, text string) { d.add(heading{level, text}) }

func (d *document) paragraph(text string) { d.add(paragraph{text}) }

// list adds a bulleted list, or nothing when there are no items.
func (d *document) list(items ...item) {
	if len(items) > 0 {
		d.add(list{items: items})
	}
}
