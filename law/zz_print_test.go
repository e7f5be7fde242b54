package law
import ("testing";"fmt";"strings";"os")
func TestZZ(t *testing.T){
 var b strings.Builder
 for _,j:=range embedded.Jurisdictions { for _,c:=range allCases(t,j){
  fmt.Fprintf(&b,"FILE %s\n",c.file)
  a:=c.applier(j); fs:=a.Findings()
  for _,v:=range []Verdict{Yes,No,Unknown}{ var l []string; for _,f:=range fs{ if f.Verdict==v {l=append(l,f.Provision.ID)}}; fmt.Fprintf(&b,"%s [%s]\n",v,strings.Join(l,", "))}
  for _,tt:=range Totals(j,fs){ fmt.Fprintf(&b,"T %s %s %s %s %s\n",tt.On,sum(tt.Exposed.SingleAct),sum(tt.Exposed.DistinctActs),sum(tt.WithUnknown.SingleAct),sum(tt.WithUnknown.DistinctActs))}
 }}
 os.WriteFile("/tmp/zz.txt",[]byte(b.String()),0o644)
}
